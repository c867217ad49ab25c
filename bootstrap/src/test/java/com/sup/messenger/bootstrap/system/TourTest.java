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

/// Follows `docs/tour.md` in Chromium.
@RequiresTool({Tool.NODE, Tool.NPM, Tool.CHROMIUM})
class TourTest {

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(Configuration.from(Map.of("PORT", "0", "API_PORT", "0")));

  @Test
  void two_users_write_and_call_as_the_tour_says() throws Exception {
    Map<String, String> path = Map.of("PATH", System.getenv("PATH"));
    String script = NodeProcess.FOLDER.resolve("tour.js").toString();
    List<String> command = List.of("node", script, new HttpApi(server.port()).url());
    try (ChildProcess node = ChildProcess.start(path, command)) {
      assertThat(node.awaitEnd(Duration.ofMinutes(2))).as("%s", node.lines()).isZero();
    }
  }
}
