package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Runs the JavaScript of `docs/client-guide.md`, as one program.
@RequiresTool({Tool.NODE, Tool.NPM})
class ClientGuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "client-guide.md");
  private static final Pattern BLOCK = Pattern.compile("```javascript\n(.*?)```", Pattern.DOTALL);
  private static final String TOKEN = "JSON.stringify({ userId })";

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(
          Configuration.from(
              Map.of(
                  "PORT", "0",
                  "API_PORT", "0",
                  "REPLAY_PER_CHAT", "2",
                  "RATE_LIMIT_MAX_CONNECTIONS", "1",
                  "RATE_LIMIT_CONNECTION_WINDOW", "1000")));

  @Test
  void its_program_loses_nothing_and_shows_nothing_twice() throws Exception {
    Files.writeString(NodeProcess.FOLDER.resolve("client-guide.js"), program());
    try (ChildProcess node = NodeProcess.run("client-guide.js")) {
      assertThat(node.awaitEnd(Duration.ofMinutes(1))).as("%s", node.lines()).isZero();
      assertThat(node.lines()).contains("ok");
    }
  }

  private String program() throws IOException {
    String blocks =
        BLOCK
            .matcher(Files.readString(GUIDE))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    assertThat(blocks).containsOnlyOnce("localhost:3001").containsOnlyOnce(TOKEN);
    return blocks
            .replace("localhost:3001", "localhost:" + server.port())
            .replace(TOKEN, "JSON.stringify({ userId, ttlSeconds: 2 })")
        + Files.readString(NodeProcess.FOLDER.resolve("client-guide-check.js"));
  }
}
