package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.RateLimiter.Decision.Admitted;
import com.sup.messenger.application.port.RateLimiter.Decision.Refused;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.RateLimiter] for events of one permit.
abstract class RateLimitPermits extends PortContract {

  static final RateLimit THREE = RateLimit.of(3, 60);
  static final String BUCKET = "message:new";

  /// Returns the limiter under test.
  protected abstract RateLimiter limiter();

  final UserId ada = Samples.user();
  final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  final boolean admits(RateLimit limit, Instant at) {
    return limiter().tryAcquire(ada, BUCKET, limit, at) instanceof Admitted;
  }

  final boolean admits(long millis) {
    return admits(THREE, start.plusMillis(millis));
  }

  final Duration refused(long millis) {
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
  void a_permit_of_each_bucket_is_taken_or_none() {
    Map<String, RateLimit> both = Map.of(BUCKET, THREE, "another", RateLimit.of(2, 10));
    assertThat(limiter().tryAcquireEach(ada, both, start)).isEmpty();
    assertThat(limiter().tryAcquireEach(ada, both, start.plusMillis(1_000))).isEmpty();
    Instant later = start.plusMillis(4_000);
    assertThat(limiter().tryAcquireEach(ada, both, later))
        .isEqualTo(Map.of("another", new Refused(Duration.ofSeconds(6))));
    // The refusal has taken nothing.
    assertThat(admits(4_000)).isTrue();
    assertThat(limiter().tryAcquireEach(ada, both, later))
        .isEqualTo(
            Map.of(
                BUCKET,
                new Refused(Duration.ofSeconds(56)),
                "another",
                new Refused(Duration.ofSeconds(6))));
    assertThat(limiter().tryAcquireEach(Samples.user(), both, later)).isEmpty();
  }
}
