package com.sup.messenger.bootstrap.system;

/// A service under attack.
///
/// @param port where clients connect
/// @param apiPort where back-ends call
/// @param metricsPort where Prometheus reads
/// @param secret signs its tokens
/// @param key that of its back-ends
record Target(int port, int apiPort, int metricsPort, String secret, String key) {

  /// Stands in everything that hostile clients send, and must stand nowhere in the log.
  static final String MARK = "hush";

  /// The same behind a balancer.
  Target behind(int balancer) {
    return new Target(balancer, apiPort, metricsPort, secret, key);
  }

  String token(String user) {
    return Jwt.of(user, 3_600).signed("HS256", secret);
  }
}
