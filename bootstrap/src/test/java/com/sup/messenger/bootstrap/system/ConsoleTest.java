package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@RequiresTool({Tool.NODE, Tool.NPM, Tool.CHROMIUM})
class ConsoleTest {

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(Configuration.from(Map.of("PORT", "0", "API_PORT", "0")));

  @Test
  void two_pages_write_to_each_other_call_each_other_and_are_accessible() throws Exception {
    Map<String, String> path = Map.of("PATH", System.getenv("PATH"));
    String script = NodeProcess.FOLDER.resolve("console-pages.js").toString();
    List<String> command = List.of("node", script, new HttpApi(server.port()).url());
    try (ChildProcess node = ChildProcess.start(path, command)) {
      assertThat(node.awaitEnd(Duration.ofMinutes(2))).as("%s", node.lines()).isZero();
    }
  }
}
