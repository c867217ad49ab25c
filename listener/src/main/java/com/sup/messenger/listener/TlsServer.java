package com.sup.messenger.listener;

import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// TLS as the service speaks it: version 1.3, or 1.2 with ephemeral keys of elliptic curves and
/// ciphers that authenticate (RFC 9325 sections 3.1.1 and 4.2).
///
/// @param identity what the service proves itself with; asked for each connection, so that it may
///     change
public record TlsServer(Supplier<SSLContext> identity) {

  static {
    // Each costs a signature, and a client may ask for them without end (TLS 1.2 only).
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  SSLEngine engine() {
    SSLEngine engine = identity.get().createSSLEngine();
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setCipherSuites(
        Arrays.stream(engine.getSupportedCipherSuites())
            .filter(TlsServer::isStrong)
            .toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    engine.setSSLParameters(parameters);
    engine.setUseClientMode(false);
    return engine;
  }

  private static boolean isStrong(String suite) {
    boolean authenticates = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
    boolean version13 = !suite.contains("_WITH_");
    return authenticates && (version13 || suite.startsWith("TLS_ECDHE_"));
  }
}
