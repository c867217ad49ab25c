package com.sup.messenger.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateWindowTest {

  private final RateWindow window = new RateWindow(RateLimit.of(3, 60));

  @Test
  void a_permit_is_free_again_after_the_window() {
    for (long now = 0; now < 30_000; now += 10_000) {
      assertThat(window.take(1, now)).isZero();
    }
    assertThat(window.take(1, 30_000)).isEqualTo(30_000);
    assertThat(window.take(1, 59_999)).isEqualTo(1);
    assertThat(window.take(1, 60_000)).isZero();
  }

  @Test
  void permits_within_the_slack_become_free_together_with_the_last_of_them() {
    assertThat(RateLimit.of(3, 60).slack()).isEqualTo(Duration.ofMillis(600));
    window.take(1, 0);
    window.take(1, 600);
    window.take(1, 601);
    assertThat(window.take(1, 1_000)).isEqualTo(59_600);
    assertThat(window.take(1, 60_600)).isZero();
  }

  @Test
  void a_permit_that_was_given_back_can_be_taken() {
    window.take(3, 0);
    window.giveBack(5);
    assertThat(window.take(1, 10)).isPositive();
    window.giveBack(0);
    assertThat(window.take(1, 10)).isZero();
  }

  @Test
  void the_last_taker_may_exceed_the_count_and_the_excess_is_waited_for() {
    window.take(1, 0);
    window.take(100, 10_000);
    assertThat(window.take(1, 20_000)).isEqualTo(50_000);
    assertThat(window.isIdle(69_999)).isFalse();
    assertThat(window.isIdle(70_000)).isTrue();
  }
}
