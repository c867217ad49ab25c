package com.sup.messenger.application.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.port.RateLimiter.Decision;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryRateLimiterTest {

  private final MemoryRateLimiter limiter = new MemoryRateLimiter(100);
  private final Instant start = Instant.parse("2026-01-01T00:00:00Z");

  private void acquire(int user, long second) {
    UserId id = new UserId("u" + user);
    Instant at = start.plusSeconds(second);
    assertThat(limiter.tryAcquire(id, "event", RateLimit.of(50, 10), at))
        .isInstanceOf(Decision.Admitted.class);
  }

  @Test
  void idle_buckets_are_forgotten_as_others_are_used() {
    for (int user = 0; user < 100; user++) {
      acquire(user, 0);
    }
    for (int user = 100; user < 200; user++) {
      acquire(user, 10);
    }
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> acquire(200, 10));
  }

  @Test
  void past_the_bound_no_bucket_is_made() {
    for (int user = 0; user < 100; user++) {
      acquire(user, 0);
    }
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> acquire(100, 9));
    acquire(0, 9);
    acquire(100, 10);
  }
}
