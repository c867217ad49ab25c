package com.sup.messenger.bootstrap.tls;

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

/// Reads certificates and keys from PEM files. Text around the blocks is allowed, such as `openssl
/// pkcs12` writes (RFC 7468, section 5.2).
public final class PemTls {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]*)-----.*?-----END \\1-----", Pattern.DOTALL);

  private PemTls() {}

  /// Returns the unencrypted blocks whose label ends in the given words, without the text around
  /// them.
  private static Resource blocks(Path file, String label) {
    try {
      // The text around the blocks may have any encoding.
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

  /// Reads a certificate and those that signed it, in this order.
  ///
  /// @throws IllegalArgumentException if the file holds none
  public static List<X509Certificate> certificates(Path file) {
    try {
      List<X509Certificate> chain =
          Keys.builder().pem(pem -> pem.certChain(blocks(file, "CERTIFICATE"))).build().certChain();
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (RuntimeException _) {
      // Reported below. The library's message may quote the file.
    }
    throw new IllegalArgumentException();
  }

  /// Returns the private key of a file.
  ///
  /// @throws IllegalArgumentException if the file holds no unencrypted private key
  public static PrivateKey key(Path file) {
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

  /// Returns true if the key belongs to the certificate.
  public static boolean match(X509Certificate certificate, PrivateKey key) {
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
