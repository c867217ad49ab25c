package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Replaces three instances one after the other, and measures how long stock clients are away. A
/// first attempt of a stock client comes after 0.5 to 1.5 s.
///
/// A new instance has some time before the next one goes, as `minReadySeconds` gives it: it
/// compiles
/// its code meanwhile, here on the same processors.
@RequiresTool({Tool.NODE, Tool.NPM})
@Tag("long")
class RollingRestartTest {

  private static final int CLIENTS = 24;
  private static final int LONGEST_MS = 2_500;
  private static final Duration READY = Duration.ofMillis(Long.getLong("sup.rolling.ready", 4_000));

  @Test
  void no_client_is_away_for_long_or_begins_anew() throws Exception {
    try (RedisProcess redis = RedisProcess.open("--appendonly", "yes");
        ServiceCluster cluster = new ServiceCluster(redis.url());
        ChildProcess clients =
            NodeProcess.run("rolling-restart.js", "" + cluster.port(), "" + CLIENTS)) {
      clients.await("ready");
      for (int i = 0; i < 3; i++) {
        cluster.add();
        Thread.sleep(READY);
        assertThat(cluster.stopOne()).isZero();
      }
      clients.terminate();
      clients.awaitEnd(Duration.ofSeconds(20));
      JsonNode report = new JsonMapper().readTree(clients.lines().getLast());
      List<Integer> absences =
          StreamSupport.stream(report.get("absences").spliterator(), false)
              .map(JsonNode::intValue)
              .sorted()
              .toList();
      System.out.printf(
          "%d returns, away for %d ms in the middle and %d at most; %d messages%n",
          absences.size(),
          absences.get(absences.size() / 2),
          absences.getLast(),
          report.get("messages").intValue());
      assertThat(report.get("away").intValue()).isZero();
      assertThat(report.get("anew").intValue()).as("began anew").isZero();
      assertThat(report.get("repeats").intValue()).as("came twice").isZero();
      assertThat(absences).hasSizeGreaterThanOrEqualTo(CLIENTS);
      assertThat(absences.getLast()).isLessThanOrEqualTo(LONGEST_MS);
    }
  }
}
