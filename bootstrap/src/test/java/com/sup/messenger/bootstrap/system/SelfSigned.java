package com.sup.messenger.bootstrap.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// A self-signed certificate for `localhost` with its key, in PEM files.
///
/// @param store the key store with both
record SelfSigned(
    Path store, Path certificate, Path key, SSLContext context, X509TrustManager trust) {

  private static final String PASSWORD = "changeit";

  /// @param algorithm `EC` or `RSA`
  static SelfSigned make(Path directory, String algorithm) throws Exception {
    Path store = directory.resolve(algorithm + ".p12");
    KeyStore keys = generate(store, algorithm);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    byte[] certificate = keys.getCertificate("server").getEncoded();
    byte[] key = keys.getKey("server", PASSWORD.toCharArray()).getEncoded();
    return new SelfSigned(
        store,
        write(directory.resolve(algorithm + "-cert.pem"), "CERTIFICATE", certificate),
        write(directory.resolve(algorithm + "-key.pem"), "PRIVATE KEY", key),
        context,
        (X509TrustManager) trust.getTrustManagers()[0]);
  }

  /// Returns the variables of a service that uses it.
  Map<String, String> variables() {
    return Map.of(
        "PORT",
        "0",
        "API_PORT",
        "0",
        "TLS_CERT",
        certificate.toString(),
        "TLS_KEY",
        key.toString());
  }

  /// Returns the options of a JVM that trusts it.
  String[] jvmTrust() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
    };
  }

  private static Path write(Path file, String type, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type));
  }

  private static KeyStore generate(Path store, String algorithm) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String arguments =
        "-genkeypair -alias server -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1"
            + " -storetype PKCS12 -keyalg %s -keystore %s -storepass %s"
                .formatted(algorithm, store, PASSWORD);
    List<String> command = new java.util.ArrayList<>(List.of(keytool));
    command.addAll(List.of(arguments.split(" ")));
    try (ChildProcess process = ChildProcess.start(Map.of(), command)) {
      assertThat(process.awaitEnd(Duration.ofSeconds(60))).isZero();
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }
}
