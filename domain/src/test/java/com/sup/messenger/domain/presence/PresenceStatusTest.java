package com.sup.messenger.domain.presence;

import static com.sup.messenger.domain.presence.PresenceStatus.AWAY;
import static com.sup.messenger.domain.presence.PresenceStatus.BUSY;
import static com.sup.messenger.domain.presence.PresenceStatus.OFFLINE;
import static com.sup.messenger.domain.presence.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceStatusTest {

  private static PresenceStatus merged(PresenceStatus... devices) {
    return PresenceStatus.merge(List.of(devices));
  }

  @Test
  void no_device_is_offline() {
    assertThat(merged()).isEqualTo(OFFLINE);
  }

  @Test
  void one_device_speaks_for_the_user() {
    for (PresenceStatus status : PresenceStatus.values()) {
      assertThat(merged(status)).isEqualTo(status);
    }
  }

  @Test
  void any_busy_is_busy_else_any_online_is_online_else_any_away_is_away() {
    assertThat(merged(ONLINE, AWAY, OFFLINE, BUSY)).isEqualTo(BUSY);
    assertThat(merged(OFFLINE, AWAY, ONLINE)).isEqualTo(ONLINE);
    assertThat(merged(OFFLINE, AWAY)).isEqualTo(AWAY);
  }

  @Test
  void a_device_that_says_offline_is_invisible() {
    assertThat(merged(OFFLINE, OFFLINE)).isEqualTo(OFFLINE);
    for (PresenceStatus status : PresenceStatus.values()) {
      assertThat(merged(OFFLINE, status)).isEqualTo(merged(status));
    }
  }
}
