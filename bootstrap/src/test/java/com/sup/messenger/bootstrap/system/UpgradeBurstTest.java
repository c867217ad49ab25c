package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@RequiresTool({Tool.NODE, Tool.NPM})
@Tag("full")
class UpgradeBurstTest {

  private static final int RUNS = 50;
  private static final int EVENTS = 200;

  /// The messages of one client: their numbers in order, and their count by transport.
  private record Run(List<Integer> seqs, int polling, int websocket) {

    boolean crossedTheUpgrade() {
      return polling > 0 && websocket > 0;
    }
  }

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(
          Configuration.from(
              Map.of("PORT", "0", "API_PORT", "0", "RATE_LIMITS", "message:new=unlimited")));

  @Test
  void a_burst_during_the_upgrade_arrives_once_and_in_order() throws Exception {
    List<Integer> all = IntStream.rangeClosed(1, EVENTS).boxed().toList();
    try (ChildProcess node =
        NodeProcess.run("upgrade-burst.js", "" + server.port(), "" + RUNS, "" + EVENTS)) {
      assertThat(node.awaitEnd(Duration.ofMinutes(2))).as("%s", node.lines()).isZero();
      List<Run> runs = runs(node.lines());
      assertThat(runs)
          .hasSize(RUNS)
          .allSatisfy(run -> assertThat(run.seqs()).isEqualTo(all))
          .allMatch(Run::crossedTheUpgrade);
    }
  }

  private static List<Run> runs(List<String> lines) throws JsonProcessingException {
    JsonMapper json = new JsonMapper();
    List<Run> runs = new ArrayList<>();
    for (String line : lines) {
      runs.add(json.readValue(line, Run.class));
    }
    return runs;
  }
}
