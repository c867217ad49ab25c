package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.RateLimiter.Decision.Admitted;
import com.sup.messenger.application.port.RateLimiter.Decision.Refused;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [RateLimiter]. Each adapter's test extends it.
public abstract class RateLimiterContract {

  private static final RateLimit THREE = RateLimit.of(3, 60);
  private static final String BUCKET = "message:new";

  /// Returns the limiter under test.
  protected abstract RateLimiter limiter();

  private final UserId ada = Samples.user();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private boolean admits(RateLimit limit, Instant at) {
    return limiter().tryAcquire(ada, BUCKET, limit, at) instanceof Admitted;
  }

  private boolean admits(long millis) {
    return admits(THREE, start.plusMillis(millis));
  }

  private Duration refused(long millis) {
    return ((Refused) limiter().tryAcquire(ada, BUCKET, THREE, start.plusMillis(millis)))
        .retryAfter();
  }

  @Test
  void the_full_count_can_be_taken_at_once_and_no_more() {
    assertThat(admits(0)).isTrue();
    assertThat(admits(0)).isTrue();
    assertThat(admits(0)).isTrue();
    assertThat(admits(0)).isFalse();
  }

  @Test
  void a_refusal_says_when_a_permit_is_free_again() {
    admits(0);
    admits(10_000);
    admits(20_000);
    Duration wait = refused(25_000);
    assertThat(wait).isEqualTo(Duration.ofSeconds(35));
    assertThat(admits(25_000 + wait.toMillis() - 1)).isFalse();
    assertThat(admits(25_000 + wait.toMillis())).isTrue();
    assertThat(admits(25_000 + wait.toMillis())).isFalse();
  }

  @Test
  void the_full_count_is_there_again_after_the_window() {
    for (int i = 0; i < 3; i++) {
      admits(i * 100L);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(admits(60_200)).isTrue();
    }
    assertThat(admits(60_200)).isFalse();
  }

  @Test
  void a_refusal_takes_no_permit() {
    for (int i = 0; i < 3; i++) {
      admits(0);
    }
    for (int i = 0; i < 10; i++) {
      refused(30_000);
    }
    assertThat(admits(60_000)).isTrue();
  }

  @Test
  void no_stretch_of_time_as_long_as_the_window_has_more_than_the_count() {
    Random random = new Random(1);
    RateLimit limit = RateLimit.of(30, 60);
    List<Instant> admitted = new ArrayList<>();
    Instant now = start;
    for (int i = 0; i < 2_000; i++) {
      now = now.plusMillis(random.nextInt(random.nextInt(10) == 0 ? 20_000 : 500));
      if (admits(limit, now)) {
        admitted.add(now);
      }
    }
    assertThat(admitted).hasSizeGreaterThan(300);
    for (int i = 30; i < admitted.size(); i++) {
      assertThat(Duration.between(admitted.get(i - 30), admitted.get(i)))
          .isGreaterThanOrEqualTo(limit.window());
    }
  }

  @Test
  void a_permit_comes_back_late_by_the_slack_at_most() {
    RateLimit limit = RateLimit.of(200, 60);
    for (int i = 0; i < 200; i++) {
      assertThat(admits(limit, start.plusMillis(i * 50L))).isTrue();
    }
    for (int i = 0; i < 200; i++) {
      Instant back = start.plusMillis(i * 50L).plus(limit.window()).plus(limit.slack());
      assertThat(admits(limit, back)).isTrue();
    }
  }

  @Test
  void a_permit_given_back_can_be_taken_again() {
    admits(0);
    admits(10_000);
    admits(20_000);
    limiter().release(ada, BUCKET, start.plusMillis(10_000));
    assertThat(admits(20_000)).isTrue();
    assertThat(admits(20_000)).isFalse();
    assertThat(admits(60_000)).isTrue();
    assertThat(admits(60_000)).isFalse();
  }

  @Test
  void a_refusal_waits_for_a_permit_that_has_not_been_given_back() {
    admits(0);
    admits(10_000);
    admits(20_000);
    limiter().release(ada, BUCKET, start);
    assertThat(admits(30_000)).isTrue();
    assertThat(refused(40_000)).isEqualTo(Duration.ofSeconds(30));
    assertThat(admits(70_000)).isTrue();
  }

  @Test
  void permits_that_were_not_taken_cannot_be_returned() {
    limiter().release(ada, BUCKET, start);
    for (int i = 0; i < 3; i++) {
      admits(0);
    }
    limiter().release(ada, BUCKET, start.plusMillis(30_000));
    limiter().release(ada, "another", start);
    assertThat(admits(30_000)).isFalse();
  }

  private boolean takes(RateLimit limit, int permits, long millis) {
    return limiter().tryAcquire(ada, BUCKET, limit, permits, start.plusMillis(millis))
        instanceof Admitted;
  }

  @Test
  void an_event_that_costs_more_takes_more_permits() {
    RateLimit hundred = RateLimit.of(100, 60);
    assertThat(takes(hundred, 60, 0)).isTrue();
    assertThat(takes(hundred, 39, 10_000)).isTrue();
    assertThat(takes(hundred, 1, 20_000)).isTrue();
    assertThat(takes(hundred, 1, 30_000)).isFalse();
    assertThat(takes(hundred, 50, 60_000)).isTrue();
    assertThat(takes(hundred, 10, 60_000)).isTrue();
    assertThat(takes(hundred, 1, 60_000)).isFalse();
  }

  @Test
  void the_last_may_take_more_than_is_left_and_what_it_exceeds_is_waited_for() {
    RateLimit hundred = RateLimit.of(100, 60);
    assertThat(takes(hundred, 10, 0)).isTrue();
    assertThat(takes(hundred, 80, 10_000)).isTrue();
    assertThat(takes(hundred, 2_000_000_000, 20_000)).isTrue();
    assertThat(limiter().tryAcquire(ada, BUCKET, hundred, 1, start.plusMillis(30_000)))
        .isEqualTo(new Refused(Duration.ofSeconds(50)));
    assertThat(takes(hundred, 1, 79_999)).isFalse();
    assertThat(takes(hundred, 2_000_000_000, 80_000)).isTrue();
    assertThat(takes(hundred, 2_000_000_000, 140_000)).isTrue();
  }

  @Test
  void a_refusal_waits_for_as_many_permits_as_are_missing() {
    RateLimit hundred = RateLimit.of(100, 60);
    takes(hundred, 10, 0);
    takes(hundred, 20, 10_000);
    takes(hundred, 99, 20_000);
    assertThat(limiter().tryAcquire(ada, BUCKET, hundred, 1, start.plusMillis(30_000)))
        .isEqualTo(new Refused(Duration.ofSeconds(40)));
    assertThat(takes(hundred, 1, 69_999)).isFalse();
    assertThat(takes(hundred, 1, 70_000)).isTrue();
    assertThat(takes(hundred, 1, 70_000)).isFalse();
  }

  @Test
  void users_and_buckets_are_apart() {
    for (int i = 0; i < 3; i++) {
      admits(0);
    }
    assertThat(limiter().tryAcquire(ada, "another", THREE, start)).isInstanceOf(Admitted.class);
    assertThat(limiter().tryAcquire(Samples.user(), BUCKET, THREE, start))
        .isInstanceOf(Admitted.class);
  }

  @RepeatedTest(20)
  void of_many_at_a_time_the_count_is_admitted() {
    UserId user = Samples.user();
    AtomicInteger admitted = new AtomicInteger();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        executor.execute(
            () -> {
              if (limiter().tryAcquire(user, BUCKET, THREE, start) instanceof Admitted) {
                admitted.incrementAndGet();
              }
            });
      }
    }
    assertThat(admitted).hasValue(3);
  }
}
