package com.sup.messenger.domain.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BlockTest {

  private static final UserId ADA = new UserId("ada");
  private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = BEFORE.plusSeconds(60);
  private static final Text LUNCH = new Text("lunch");

  private static Presence presence(PresenceStatus status, String words, long version) {
    return new Presence(ADA, status, new Text(words), BEFORE, version);
  }

  @Test
  void a_user_who_is_there_seems_to_go_offline_at_the_block() {
    Block block = Block.at(presence(PresenceStatus.BUSY, "lunch", 1), NOW);
    assertThat(block.hide(presence(PresenceStatus.ONLINE, "back", 2)))
        .isEqualTo(new Presence(ADA, PresenceStatus.OFFLINE, LUNCH, NOW, 2));
  }

  @Test
  void a_user_who_is_away_stays_so_and_nothing_changes_for_the_blocked_one() {
    Presence offline = presence(PresenceStatus.OFFLINE, "lunch", 1);
    assertThat(Block.at(offline, NOW).hide(offline)).isEqualTo(offline);
  }
}
