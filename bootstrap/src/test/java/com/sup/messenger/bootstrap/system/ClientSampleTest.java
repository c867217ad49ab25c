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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresTool({Tool.NODE, Tool.NPM})
class ClientSampleTest {

  private static final Pattern SAMPLE = Pattern.compile("```javascript\n(.*?)```", Pattern.DOTALL);

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(Configuration.from(Map.of("PORT", "0", "API_PORT", "0")));

  private final HttpApi http = new HttpApi(server.port());

  @ParameterizedTest
  @ValueSource(strings = {"", "'polling'", "'websocket'"})
  void the_sample_in_the_readme_works_for_two_users(String transports) throws IOException {
    try (ChildProcess alice = run("alice", transports)) {
      awaitSent(alice);
      try (ChildProcess bob = run("bob", transports)) {
        awaitSent(bob);
        alice.await("New message:");
        alice.await("senderId: 'bob'");
        alice.await("encryptedContent: 'Hello, World!'");
        assertThat(alice.lines()).noneMatch(line -> line.contains("Error"));
      }
    }
  }

  private static void awaitSent(ChildProcess client) {
    client.await("Message sent:");
    client.await("success: true");
  }

  private ChildProcess run(String user, String transports) throws IOException {
    Path script = NodeProcess.FOLDER.resolve(user + ".js");
    Files.writeString(script, sample(http.token(user), transports));
    return NodeProcess.run(script.getFileName().toString());
  }

  private String sample(String token, String transports) throws IOException {
    Matcher sample = SAMPLE.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(sample.find()).isTrue();
    String code =
        replace(sample.group(1), "your_jwt_token_here", token)
            .replace("localhost:3001", "localhost:" + server.port());
    return transports.isEmpty()
        ? code
        : replace(code, "  auth: {", "  transports: [" + transports + "],\n  auth: {");
  }

  private static String replace(String code, String part, String replacement) {
    assertThat(code).containsOnlyOnce(part);
    return code.replace(part, replacement);
  }
}
