package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.limit.Pauses;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.Conduct;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausesTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final ManualTime time = new ManualTime();
  private final Pauses pauses = new Pauses(time, 2);

  /// Refuses a connection a number of times.
  ///
  /// @return the pause for which the connection has to end, 0 if it may stay
  private Duration refuse(UserId user, String connection, int times) {
    Duration pause = Duration.ZERO;
    for (int i = 0; i < times; i++) {
      pause = pauses.refused(user, connection).orElse(Duration.ZERO);
    }
    return pause;
  }

  private Duration flood() {
    return refuse(ADA, "flood", Conduct.REFUSALS + 1);
  }

  @Test
  void a_thousand_refusals_in_a_minute_are_borne() {
    for (int minute = 0; minute < 60; minute++) {
      assertThat(refuse(ADA, "phone", Conduct.REFUSALS)).isZero();
      time.advance(Conduct.WINDOW);
    }
    assertThat(pauses.of(ADA)).isEmpty();
  }

  @Test
  void one_more_ends_the_connection_and_the_user_has_to_pause() {
    assertThat(flood()).isEqualTo(Conduct.SHORTEST);
    time.advance(Conduct.SHORTEST.minusNanos(1));
    assertThat(pauses.of(ADA)).contains(Duration.ofMillis(1));
    assertThat(pauses.of(BOB)).isEmpty();
    time.advance(Duration.ofNanos(1));
    assertThat(pauses.of(ADA)).isEmpty();
  }

  @Test
  void each_pause_is_twice_as_long_as_the_one_before_up_to_a_bound() {
    for (int seconds : new int[] {5, 10, 20, 40, 80, 160, 300, 300}) {
      Duration pause = flood();
      assertThat(pause).isEqualTo(Duration.ofSeconds(seconds));
      time.advance(pause);
    }
  }

  @Test
  void who_keeps_to_the_limits_for_a_time_begins_anew() {
    time.advance(flood());
    time.advance(Conduct.MEMORY.minusMillis(1));
    assertThat(flood()).isEqualTo(Conduct.SHORTEST.multipliedBy(2));
    time.advance(Conduct.SHORTEST.multipliedBy(2).plus(Conduct.MEMORY));
    assertThat(flood()).isEqualTo(Conduct.SHORTEST);
  }

  @Test
  void what_is_refused_in_a_pause_makes_it_no_longer() {
    flood();
    assertThat(flood()).isEqualTo(Conduct.SHORTEST);
    time.advance(Conduct.SHORTEST);
    assertThat(pauses.of(ADA)).isEmpty();
    assertThat(refuse(ADA, "other", 1)).isZero();
  }

  @Test
  void a_connection_that_is_refused_a_little_stays_when_another_one_floods() {
    assertThat(refuse(ADA, "phone", 1)).isZero();
    flood();
    assertThat(refuse(ADA, "phone", Conduct.SPARED - 2)).isZero();
    assertThat(refuse(ADA, "phone", 1)).isEqualTo(Conduct.SHORTEST);
  }

  @Test
  void connections_flood_together() {
    int each = Conduct.REFUSALS / 5;
    for (int i = 0; i < 5; i++) {
      assertThat(refuse(ADA, "c" + i, each)).isZero();
    }
    for (int i = 0; i < 5; i++) {
      assertThat(refuse(ADA, "c" + i, 1)).isEqualTo(Conduct.SHORTEST);
    }
  }

  @Test
  void of_very_many_connections_the_rest_is_not_spared() {
    for (int i = 0; i <= Conduct.REFUSALS; i++) {
      pauses.refused(ADA, "c" + i);
    }
    assertThat(refuse(ADA, "c0", 1)).isZero();
    assertThat(refuse(ADA, "another", 1)).isEqualTo(Conduct.SHORTEST);
  }

  @Test
  void refused_connections_count_too() {
    for (int i = 0; i <= Conduct.REFUSALS; i++) {
      assertThat(pauses.of(ADA)).isEmpty();
      pauses.refused(ADA);
    }
    assertThat(pauses.of(ADA)).contains(Conduct.SHORTEST);
  }

  @Test
  void past_the_bound_a_user_never_pauses_until_another_one_is_forgotten() {
    refuse(ADA, "a", 1);
    refuse(BOB, "b", 1);
    UserId cid = new UserId("cid");
    assertThat(refuse(cid, "c", Conduct.REFUSALS + 1)).isZero();
    time.advance(Conduct.WINDOW);
    assertThat(refuse(cid, "c", Conduct.REFUSALS + 1)).isEqualTo(Conduct.SHORTEST);
    UserId dan = new UserId("dan");
    assertThat(refuse(dan, "d", Conduct.REFUSALS + 1)).isEqualTo(Conduct.SHORTEST);
  }
}
