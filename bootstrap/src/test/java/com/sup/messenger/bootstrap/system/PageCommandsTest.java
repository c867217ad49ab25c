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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs the calls of `curl` that the pages show.
@RequiresTool(Tool.CURL)
class PageCommandsTest {

  private static final Path ROOT = Path.of("..");

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(Configuration.from(Map.of("PORT", "0", "API_PORT", "0")));

  @ParameterizedTest
  @CsvSource({"README.md, 2", "docs/tour.md, 1"})
  void each_call_of_a_page_is_answered(String page, int count) throws Exception {
    List<String> calls = calls(page);
    assertThat(calls).hasSize(count);
    for (String call : calls) {
      List<String> command = List.of("bash", "-c", call + " --silent --fail");
      Map<String, String> path = Map.of("PATH", System.getenv("PATH"));
      try (ChildProcess curl = ChildProcess.start(path, command)) {
        assertThat(curl.awaitEnd(Duration.ofSeconds(30))).as("%s", call).isZero();
        assertThat(String.join("", curl.lines())).startsWith("{");
      }
    }
  }

  private List<String> calls(String page) throws IOException {
    return Files.readString(ROOT.resolve(page))
        .lines()
        .filter(line -> line.startsWith("curl "))
        .map(line -> line.replace("localhost:3001", "localhost:" + server.port()))
        .map(line -> line.replace("localhost:3002", "localhost:" + server.apiPort()))
        .toList();
  }
}
