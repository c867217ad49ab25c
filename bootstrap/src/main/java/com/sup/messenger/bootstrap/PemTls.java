package com.sup.messenger.bootstrap;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/// Reads what a listener proves itself with.
final class PemTls {

  private PemTls() {}

  /// The certificate and those that signed it, in this order.
  ///
  /// @throws IllegalArgumentException where the file holds none
  static List<X509Certificate> certificates(Path file) {
    try {
      List<X509Certificate> chain =
          Keys.builder().pem(pem -> pem.certChain(Resource.create(file))).build().certChain();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (RuntimeException _) {
      // Told below; the library's own words may quote the file.
    }
    throw new IllegalArgumentException();
  }

  /// @throws IllegalArgumentException where the file holds none
  static PrivateKey key(Path file) {
    try {
      return Keys.builder()
          .pem(pem -> pem.key(Resource.create(file)))
          .build()
          .privateKey()
          .orElseThrow();
    } catch (RuntimeException _) {
      throw new IllegalArgumentException();
    }
  }

  static Tls tls(List<X509Certificate> chain, PrivateKey key) {
    // Each costs a signature, and a connection may ask for them without end (TLS 1.2 only).
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    return Tls.builder().privateKey(key).privateKeyCertChain(chain).build();
  }

  /// Whether a key is that of a certificate.
  static boolean match(X509Certificate certificate, PrivateKey key) {
    try {
      PublicKey other = certificate.getPublicKey();
      String algorithm =
          switch (other.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> other.getAlgorithm();
          };
      byte[] sample = {1};
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(sample);
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(other);
      verifier.update(sample);
      return verifier.verify(signer.sign());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
