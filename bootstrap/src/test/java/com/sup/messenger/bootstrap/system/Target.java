package com.sup.messenger.bootstrap.system;

/// A service under attack.
///
/// @param port the port of clients
/// @param apiPort the port of the service API
/// @param metricsPort the port of the metrics
/// @param secret the secret that signs its tokens
/// @param key the key of its back-ends
record Target(int port, int apiPort, int metricsPort, String secret, String key) {

  /// Part of all input of hostile clients. It must not appear in the log.
  static final String MARK = "hush";

  /// Returns the same service behind a balancer.
  Target behind(int balancer) {
    return new Target(balancer, apiPort, metricsPort, secret, key);
  }

  String token(String user) {
    return Jwt.of(user, 3_600).signed("HS256", secret);
  }
}
