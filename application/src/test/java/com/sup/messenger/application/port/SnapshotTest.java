package com.sup.messenger.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tests the places that a snapshot has after an interrupted replay.
class SnapshotTest {

  private static final ChatId CHAT = new ChatId("chat");

  private static Snapshot snapshot(long rev, long sentRev) {
    ServerEvent state =
        new ServerEvent.ChatState(
            CHAT, null, sentRev, List.of(), null, List.of(), List.of(), List.of(), null);
    return new Snapshot(
        "id",
        1,
        new UserId("ada"),
        new DeviceId("phone"),
        PresenceStatus.ONLINE,
        Set.of(),
        Map.of(CHAT, new Position(5, rev)),
        List.of(new Snapshot.Sent("1", state)),
        0,
        null,
        Instant.EPOCH);
  }

  @Test
  void a_state_that_was_sent_advances_the_revision() {
    assertThat(snapshot(3, 7).advanced().positions()).containsEntry(CHAT, new Position(5, 7));
  }

  @Test
  void an_earlier_state_does_not_set_the_revision_back() {
    assertThat(snapshot(9, 7).advanced().positions()).containsEntry(CHAT, new Position(5, 9));
  }
}
