package com.sup.messenger.bootstrap.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A certificate, those that signed it, and its private key.
public record TlsPair(List<X509Certificate> chain, PrivateKey key) {

  private static final char[] IN_MEMORY = {'x'};

  public TlsPair {
    chain = List.copyOf(chain);
  }

  /// Makes a server's context, without sessions. It asks clients for no certificate.
  SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, IN_MEMORY, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, IN_MEMORY);
      SSLContext context = SSLContext.getInstance("TLS");
      // Without this, the JVM would read its trusted certificates for nothing.
      context.init(keys.getKeyManagers(), new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Hides the key.
  @Override
  public String toString() {
    return "TlsPair[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
