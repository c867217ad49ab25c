package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresTool({Tool.NODE, Tool.NPM})
class ClientSampleTest {

  private static final Pattern SAMPLE = Pattern.compile("```javascript\n(.*?)```", Pattern.DOTALL);

  /// Shows that the connection was refused.
  private static final String REPORT =
      "socket.on('connect_error', (error) => console.log('Refused:', error.message));\n";

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(Configuration.from(Map.of("PORT", "0", "API_PORT", "0")));

  @ParameterizedTest
  @ValueSource(strings = {"", "'polling'", "'websocket'"})
  void the_sample_in_the_readme_works_for_two_users(String transports) throws IOException {
    talk(server.port(), transports);
  }

  @ParameterizedTest
  @RequiresTool(Tool.NGINX)
  @ValueSource(strings = {"", "'polling'"})
  void the_sample_in_the_readme_works_through_an_nginx_that_speaks_http_1_0(
      String transports, @TempDir Path folder) throws IOException {
    try (Balancer nginx = Balancer.nginxOfHttp10(folder, server.port())) {
      talk(nginx.port(), transports);
    }
  }

  private void talk(int port, String transports) throws IOException {
    try (ChildProcess alice = run("alice", sample("alice", port, transports))) {
      awaitSent(alice);
      try (ChildProcess bob = run("bob", sample("bob", port, transports))) {
        awaitSent(bob);
        alice.await("New message:");
        alice.await("senderId: 'bob'");
        alice.await("encryptedContent: 'Hello, World!'");
        assertThat(alice.lines()).noneMatch(line -> line.contains("Error"));
      }
    }
  }

  @Test
  void the_sample_comes_in_later_if_it_is_refused_at_first() throws IOException {
    Map<String, String> limited =
        Map.of(
            "PORT", "0",
            "API_PORT", "0",
            "RATE_LIMIT_MAX_CONNECTIONS", "1",
            // Time enough for the sample to start, and to be refused.
            "RATE_LIMIT_CONNECTION_WINDOW", "10000");
    try (MessengerServer strict = MessengerServer.start(Configuration.from(limited))) {
      // A user connects four times as often as a device. Each of these is a new device.
      for (int i = 0; i < 4; i++) {
        RawSocketIoClient.connect(strict.port(), Tokens.of("carl")).close();
      }
      try (ChildProcess carl = run("carl", refusable(strict.port()))) {
        carl.await("Refused: Too many connections");
        awaitSent(carl);
      }
    }
  }

  private static String refusable(int port) throws IOException {
    return sample(new HttpApi(port).token("carl"), "").replace(":3001", ":" + port) + REPORT;
  }

  private static void awaitSent(ChildProcess client) {
    client.await("Message sent:");
    client.await("success: true");
  }

  private static ChildProcess run(String user, String program) throws IOException {
    Path script = NodeProcess.FOLDER.resolve(user + ".js");
    Files.writeString(script, program);
    return NodeProcess.run(script.getFileName().toString());
  }

  private String sample(String user, int port, String transports) throws IOException {
    return sample(new HttpApi(server.port()).token(user), transports)
        .replace("localhost:3001", "localhost:" + port);
  }

  private static String sample(String token, String transports) throws IOException {
    Matcher sample = SAMPLE.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(sample.find()).isTrue();
    String code = replace(sample.group(1), "your_jwt_token_here", token);
    return transports.isEmpty()
        ? code
        : replace(code, "  auth: {", "  transports: [" + transports + "],\n  auth: {");
  }

  private static String replace(String code, String part, String replacement) {
    assertThat(code).containsOnlyOnce(part);
    return code.replace(part, replacement);
  }
}
