package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.RateLimiter.Decision.Admitted;
import com.sup.messenger.application.port.RateLimiter.Decision.Refused;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [RateLimiter]. Each adapter's test extends it.
public abstract class RateLimiterContract extends RateLimitPermits {

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
