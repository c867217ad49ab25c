package com.sup.messenger.bootstrap;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads what a listener proves itself with. Files may say more around it, as those that `openssl
/// pkcs12` writes do (RFC 7468 section 5.2).
final class PemTls {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]*)-----.*?-----END \\1-----", Pattern.DOTALL);

  private PemTls() {}

  /// What of a file has a label that ends so and is not encrypted, and nothing around it.
  private static Resource blocks(Path file, String label) {
    try {
      // Whatever the text around it is written in.
      return Resource.create(
          label,
          BLOCK
              .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
              .results()
              .filter(block -> block.group(1).endsWith(label))
              .filter(block -> !block.group(1).startsWith("ENCRYPTED"))
              .map(MatchResult::group)
              .collect(Collectors.joining("\n", "", "\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The certificate and those that signed it, in this order.
  ///
  /// @throws IllegalArgumentException where the file holds none
  static List<X509Certificate> certificates(Path file) {
    try {
      List<X509Certificate> chain =
          Keys.builder().pem(pem -> pem.certChain(blocks(file, "CERTIFICATE"))).build().certChain();
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
          .pem(pem -> pem.key(blocks(file, "PRIVATE KEY")))
          .build()
          .privateKey()
          .orElseThrow();
    } catch (RuntimeException _) {
      throw new IllegalArgumentException();
    }
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
