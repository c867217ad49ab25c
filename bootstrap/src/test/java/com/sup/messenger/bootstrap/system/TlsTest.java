package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TlsTest {

  @TempDir private static Path directory;
  private static SelfSigned ec;
  private static SelfSigned rsa;
  private static MessengerServer server;

  @BeforeAll
  static void start() throws Exception {
    ec = SelfSigned.make(directory, "EC");
    rsa = SelfSigned.make(directory, "RSA");
    Map<String, String> variables = new HashMap<>(ec.variables());
    variables.put("RATE_LIMITS", "message:new=unlimited");
    server = MessengerServer.start(Configuration.from(variables));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static int health(SelfSigned trusted, int port) throws Exception {
    return get(trusted, port, "/health");
  }

  private static int get(SelfSigned trusted, int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusted.context()).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
              .header("Authorization", "Bearer development")
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  @RequiresTool({Tool.NODE, Tool.NPM})
  void the_official_client_moves_from_polling_to_wss() throws Exception {
    String url = "https://localhost:" + server.port();
    try (ChildProcess node =
        NodeProcess.run(
            "tls.js", url, ec.certificate().toString(), Tokens.of("node"), Tokens.of("deno"))) {
      assertThat(node.awaitEnd(Duration.ofSeconds(60))).as("%s", node.lines()).isZero();
      assertThat(node.lines())
          .containsExactly(
              "{\"transport\":\"websocket\",\"received\":\"by wss\"}",
              "{\"transport\":\"websocket\",\"received\":\"by polling, or while it moves\"}");
    }
  }

  @Test
  void back_ends_call_by_tls_and_not_without() throws Exception {
    assertThat(get(ec, server.apiPort(), "/api/stats")).isEqualTo(200);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> get(rsa, server.apiPort(), "/api/stats"));
    assertRefusesPlainText(server.apiPort(), "/api/stats");
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling,websocket", "polling", "websocket"})
  void a_client_sends_and_is_answered(String transports) throws Exception {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .sslSocketFactory(ec.context().getSocketFactory(), ec.trust())
            .build();
    IO.Options options =
        IO.Options.builder()
            .setForceNew(true)
            .setTransports(transports.split(",", -1))
            .setAuth(Map.of("token", Tokens.of("ada")))
            .build();
    options.callFactory = http;
    options.webSocketFactory = http;
    Socket socket = IO.socket(URI.create("https://localhost:" + server.port()), options);
    CompletableFuture<JSONObject> answer = new CompletableFuture<>();
    try {
      JSONObject message =
          new JSONObject()
              .put("chatId", "c")
              .put("encryptedContent", "x")
              .put("messageType", "text");
      Ack ack = arguments -> answer.complete((JSONObject) arguments[0]);
      socket.connect().emit("message:new", new Object[] {message}, ack);
      assertThat(answer.get(20, TimeUnit.SECONDS).getBoolean("success")).isTrue();
    } finally {
      socket.close();
    }
  }

  @Test
  void a_client_without_tls_is_not_answered() {
    assertRefusesPlainText(server.port(), "/health");
  }

  private static void assertRefusesPlainText(int port, String path) {
    URI uri = URI.create("http://localhost:" + port + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()));
    }
  }

  // More than the number of connections that the listener of the service API accepts.
  @Test
  void handshakes_that_fail_take_up_no_places() throws Exception {
    for (int i = 0; i < 600; i++) {
      try (RawTcp client = new RawTcp(server.apiPort())) {
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        client.readAll();
      }
    }
    assertThat(get(ec, server.apiPort(), "/api/stats")).isEqualTo(200);
  }

  @Test
  void a_client_cannot_have_the_handshake_repeated() throws Exception {
    try (SSLSocket socket =
        (SSLSocket) ec.context().getSocketFactory().createSocket("localhost", server.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> {
                socket.startHandshake();
                socket.getInputStream().read();
              })
          .withMessageContaining("handshake_failure");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, TLS_AES_128_GCM_SHA256, x25519, true",
    "TLSv1.3, TLS_AES_128_GCM_SHA256, secp256r1, true",
    "TLSv1.3, TLS_AES_128_GCM_SHA256, ffdhe2048, false",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, x25519, true",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, x25519, true",
    "TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, ffdhe2048, false",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, x25519, false",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, x25519, false",
    "TLSv1.2, TLS_DHE_RSA_WITH_AES_128_CBC_SHA, ffdhe2048, false"
  })
  void only_elliptic_curves_and_authenticated_encryption_are_spoken(
      String protocol, String suite, String group, boolean spoken) throws Exception {
    try (MessengerServer other = MessengerServer.start(Configuration.from(rsa.variables()))) {
      for (int port : new int[] {other.port(), other.apiPort()}) {
        try (SSLSocket socket =
            (SSLSocket) rsa.context().getSocketFactory().createSocket("localhost", port)) {
          SSLParameters parameters =
              new SSLParameters(new String[] {suite}, new String[] {protocol});
          parameters.setNamedGroups(new String[] {group});
          socket.setSSLParameters(parameters);
          if (spoken) {
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
          } else {
            assertThatExceptionOfType(SSLException.class).isThrownBy(socket::startHandshake);
          }
        }
      }
    }
  }

  @Test
  void a_certificate_that_is_renewed_is_shown_without_a_new_start(@TempDir Path folder)
      throws Exception {
    Path certificate = Files.copy(ec.certificate(), folder.resolve("cert.pem"));
    Path key = Files.copy(ec.key(), folder.resolve("key.pem"));
    Map<String, String> variables = new HashMap<>(ec.variables());
    variables.put("TLS_CERT", certificate.toString());
    variables.put("TLS_KEY", key.toString());
    try (MessengerServer other = MessengerServer.start(Configuration.from(variables))) {
      assertThat(health(ec, other.port())).isEqualTo(200);
      Files.copy(rsa.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
      Files.copy(rsa.key(), key, StandardCopyOption.REPLACE_EXISTING);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> health(rsa, other.port()) == 200);
      assertThat(get(rsa, other.apiPort(), "/api/stats")).isEqualTo(200);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> health(ec, other.port()));
    }
  }

  @Test
  void an_rsa_key_will_do_as_well() throws Exception {
    try (MessengerServer other = MessengerServer.start(Configuration.from(rsa.variables()))) {
      assertThat(health(rsa, other.port())).isEqualTo(200);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> health(ec, other.port()));
    }
  }

  @Test
  void a_key_of_another_certificate_stops_the_start() {
    Map<String, String> variables = new HashMap<>(ec.variables());
    variables.put("TLS_KEY", rsa.key().toString());
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.from(variables))
        .withMessageStartingWith(
            "TLS_KEY=(the key of another certificate): must be a readable PEM");
    variables.put("TLS_KEY", ec.certificate().toString());
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.from(variables))
        .withMessageStartingWith("TLS_KEY=" + ec.certificate() + ": must be a readable PEM file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void text_of_openssl_around_a_key_and_a_certificate_is_ignored(String lineEnd) throws Exception {
    String bag = "Bag Attributes\n    friendlyName: Schl\u00fcssel\n    localKeyID: 54 69 6D\n";
    String key = bag + "Key Attributes: <No Attributes>\n" + Files.readString(rsa.key());
    String chain = bag + "subject=CN = localhost\n\nissuer=CN = localhost\n\n";
    Map<String, String> variables = new HashMap<>(rsa.variables());
    variables.put("TLS_KEY", written("bag-key.pem", key, lineEnd));
    variables.put(
        "TLS_CERT",
        written("bag-cert.pem", key + chain + Files.readString(rsa.certificate()), lineEnd));
    try (MessengerServer other = MessengerServer.start(Configuration.from(variables))) {
      assertThat(health(rsa, other.port())).isEqualTo(200);
    }
  }

  private static String written(String name, String text, String lineEnd) throws IOException {
    byte[] bytes = text.replace("\n", lineEnd).getBytes(StandardCharsets.ISO_8859_1);
    return Files.write(directory.resolve(name), bytes).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENCRYPTED PRIVATE KEY", "PUBLIC KEY", "PRIVATE KEYS", "RSA PRIVATE KEY"})
  void a_key_that_is_encrypted_or_none_stops_the_start(String label) throws IOException {
    String encrypted = Files.readString(rsa.key()).replace("PRIVATE KEY", label);
    Map<String, String> variables = new HashMap<>(rsa.variables());
    variables.put("TLS_KEY", written("no-key.pem", encrypted, "\n"));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.from(variables))
        .withMessageMatching("TLS_KEY=.*no-key.pem: must be .* an unencrypted private key .*");
  }

  @Test
  void a_peer_that_never_reads_is_cut() throws Exception {
    // More than four times the output that may wait for a client.
    int messages = 4_000;
    try (RawSocketIoClient silent = connect("silent", 4_096);
        RawSocketIoClient author = connect("author", 0)) {
      join(silent);
      join(author);
      String message =
          "420[\"message:new\",{\"chatId\":\"room\",\"messageType\":\"text\",\"encryptedContent\":\"%s\"}]"
              .formatted("x".repeat(5_000));
      for (int i = 0; i < messages; i++) {
        author.send(message);
        assertThat(author.readUntil("430")).contains("\"success\":true");
      }
      assertThat(messagesUntilTheEnd(silent)).isLessThan(messages);
    }
  }

  private static RawSocketIoClient connect(String user, int receiveBuffer) throws Exception {
    return RawSocketIoClient.connect(
        ec.context().getSocketFactory().createSocket(),
        server.port(),
        Tokens.of(user),
        receiveBuffer);
  }

  private static void join(RawSocketIoClient client) throws IOException {
    client.send("420[\"chat:join\",{\"chatId\":\"room\"}]");
    assertThat(client.readUntil("430")).contains("\"success\":true");
  }

  private static int messagesUntilTheEnd(RawSocketIoClient client) throws IOException {
    int messages = 0;
    try {
      while (true) {
        client.readUntil("42[\"message:new\"");
        messages++;
      }
    } catch (EOFException | SocketException _) {
      return messages;
    }
  }
}
