package com.sup.messenger.listener;

import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// TLS of a listener: version 1.3, or 1.2 with ephemeral keys of elliptic curves and ciphers that
/// authenticate.
///
/// @param identity returns the certificate and its key; asked for each connection, as it may change
public record TlsServer(Supplier<SSLContext> identity) {

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  // RFC 9325 section 4.2, and the same with ChaCha20, which is quick without AES in hardware.
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  // TLS 1.3 would also take groups of finite fields, which cost a server most.
  private static final List<String> GROUPS =
      List.of("x25519", "secp256r1", "secp384r1", "secp521r1", "x448");

  static {
    // Each renegotiation costs a signature, and a client may ask for any number (TLS 1.2 only).
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  /// Returns new parameters with the allowed versions, ciphers and groups, in the server's order.
  public static SSLParameters parameters() {
    SSLParameters parameters =
        new SSLParameters(SUITES.toArray(String[]::new), PROTOCOLS.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    parameters.setNamedGroups(GROUPS.toArray(String[]::new));
    return parameters;
  }

  SSLEngine engine() {
    SSLEngine engine = identity.get().createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters());
    return engine;
  }
}
