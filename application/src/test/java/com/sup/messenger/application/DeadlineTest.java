package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.port.spi.Deadline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private static final Duration MOST = Duration.ofSeconds(9);

  private final ManualTime time = new ManualTime();

  private Duration leftAfter(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
    return Deadline.left(MOST);
  }

  @Test
  void work_without_a_deadline_has_the_most_time() {
    assertThat(Deadline.left(MOST)).isEqualTo(MOST);
    assertThat(Deadline.leaving(MOST, () -> Deadline.left(MOST))).isEqualTo(MOST);
  }

  @Test
  void calls_one_after_another_share_the_time() {
    Deadline.within(
        Duration.ofSeconds(5),
        time,
        () -> {
          assertThat(leftAfter(2)).isEqualTo(Duration.ofSeconds(3));
          assertThat(Deadline.within(MOST, time, () -> leftAfter(1)))
              .isEqualTo(Duration.ofSeconds(2));
          assertThat(leftAfter(3)).isZero();
          return time;
        });
  }

  @Test
  void some_time_can_be_left_for_what_follows() {
    Deadline.within(
        Duration.ofSeconds(5),
        time,
        () -> {
          Duration rest = Duration.ofSeconds(2);
          assertThat(Deadline.leaving(rest, () -> leftAfter(3))).isZero();
          return assertThat(Deadline.left(MOST)).isEqualTo(rest);
        });
  }

  @Test
  void calls_beside_each_other_share_the_time() {
    Deadline.within(
        Duration.ofSeconds(5),
        time,
        () -> {
          time.advance(Duration.ofSeconds(2));
          List<Duration> left = Concurrently.call(List.of(() -> Deadline.left(MOST)));
          return assertThat(left).containsExactly(Duration.ofSeconds(3));
        });
  }
}
