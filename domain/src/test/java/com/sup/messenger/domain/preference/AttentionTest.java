package com.sup.messenger.domain.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttentionTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId EVE = new UserId("eve");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static List<NotificationType> admitted(Attention attention, UserId from, Instant now) {
    return Stream.of(NotificationType.values())
        .filter(type -> attention.admits(type, from, now))
        .toList();
  }

  @Test
  void full_attention_admits_everything() {
    assertThat(admitted(Attention.FULL, ADA, NOW)).containsExactly(NotificationType.values());
    assertThat(admitted(Attention.FULL, null, NOW)).containsExactly(NotificationType.values());
    assertThat(Attention.FULL.admitsMessage(ADA, false, NOW)).isTrue();
  }

  @Test
  void mentions_and_calls_alone_pass_a_mute() {
    Attention muted = new Attention(NOW.plusMillis(1), Set.of());
    assertThat(admitted(muted, ADA, NOW))
        .containsExactly(NotificationType.MENTION, NotificationType.CALL_MISSED);
    assertThat(muted.admitsMessage(ADA, false, NOW)).isFalse();
    assertThat(muted.admitsMessage(ADA, true, NOW)).isTrue();
  }

  @Test
  void a_mute_is_over_at_its_end() {
    Attention over = new Attention(NOW, Set.of());
    assertThat(over.isMuted(NOW)).isFalse();
    assertThat(over.isMuted(NOW.minusMillis(1))).isTrue();
    assertThat(admitted(over, ADA, NOW)).containsExactly(NotificationType.values());
    assertThat(over.admitsMessage(ADA, false, NOW)).isTrue();
  }

  @Test
  void nothing_of_a_blocked_user_passes() {
    Attention blocking = new Attention(null, Set.of(EVE));
    assertThat(admitted(blocking, EVE, NOW)).isEmpty();
    assertThat(blocking.admitsMessage(EVE, true, NOW)).isFalse();
    assertThat(admitted(blocking, ADA, NOW)).containsExactly(NotificationType.values());
    assertThat(admitted(blocking, null, NOW)).containsExactly(NotificationType.values());
    assertThat(blocking.admitsMessage(ADA, false, NOW)).isTrue();
  }
}
