package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Runs 100 clients whose connections drop at random moments, for `-Dsup.churn.seconds=20`. Fifty,
/// in twenty chats, come back by their session. Fifty, in other chats, come back by their cursors
/// alone.
@RequiresTool({Tool.NODE, Tool.NPM})
@Tag("full")
class ChurnTest {

  private static final String CLIENTS = "50";
  private static final String CHATS = "20";
  private static final String SECONDS = Integer.getInteger("sup.churn.seconds", 20).toString();

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(
          Configuration.from(
              Map.of(
                  "PORT", "0",
                  "API_PORT", "0",
                  "RATE_LIMITS", "message:new=unlimited,default=unlimited",
                  "RATE_LIMIT_MAX_CONNECTIONS", "100000")));

  @Test
  void nothing_is_lost_doubled_or_reordered() throws Exception {
    try (ChildProcess bySession = churn("session");
        ChildProcess byCursors = churn("cursors")) {
      judge(bySession, true);
      judge(byCursors, false);
    }
  }

  private ChildProcess churn(String way) {
    return NodeProcess.run("churn.js", "" + server.port(), CLIENTS, CHATS, SECONDS, way);
  }

  private static void judge(ChildProcess node, boolean recovers) throws Exception {
    Churn churn = Churn.of(node, false);
    assertThat(churn.history().faults()).isEmpty();
    // The numbers depend on the machine.
    assertThat(churn.history().messages()).isPositive();
    JsonNode end = churn.end();
    assertThat(end.path("missing")).as("missing users").isEmpty();
    assertThat(end.path("drops").asInt()).as(end.toString()).isPositive();
    assertThat(end.path("recovered").asInt() > 0).as(end.toString()).isEqualTo(recovers);
  }
}
