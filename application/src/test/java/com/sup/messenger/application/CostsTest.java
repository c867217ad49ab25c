package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.limit.Costs.Kind;
import com.sup.messenger.application.memory.MemoryRateLimiter;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.settings.CostLimits;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {

  private static final UserId ADA = new UserId("ada");
  private static final long MIB = 1024 * 1024;
  private static final CostLimits LIMITS =
      new CostLimits(CostLimits.mebibytes(1, 60), CostLimits.mebibytes(1, 60), RateLimit.UNLIMITED);

  private final ManualTime time = new ManualTime();
  private final Counted limiter = new Counted();
  private final Costs costs = new Costs(limiter, LIMITS, time, 2);

  /// A limiter that counts its calls.
  private static final class Counted implements RateLimiter {

    private final RateLimiter right = new MemoryRateLimiter(10);
    private int asked;
    private boolean away;

    @Override
    public Decision tryAcquire(
        UserId user, String bucket, RateLimit limit, int permits, Instant now) {
      asked++;
      if (away) {
        throw new UnavailableException("away");
      }
      return right.tryAcquire(user, bucket, limit, permits, now);
    }

    @Override
    public Map<String, Decision.Refused> tryAcquireEach(
        UserId user, Map<String, RateLimit> limits, Instant now) {
      return right.tryAcquireEach(user, limits, now);
    }

    @Override
    public void release(UserId user, String bucket, Instant takenAt) {
      right.release(user, bucket, takenAt);
    }
  }

  @Test
  void work_is_refused_when_what_was_done_has_spent_the_limit() {
    costs.require(ADA, Kind.READ);
    costs.owe(ADA, Kind.READ, MIB);
    costs.require(ADA, Kind.READ);
    costs.owe(ADA, Kind.READ, MIB / 2);
    time.advance(Duration.ofSeconds(20));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> costs.require(ADA, Kind.READ))
        .satisfies(e -> assertThat(e.refusal()).isEqualTo(Refusal.RATE_LIMIT_EXCEEDED))
        .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(40)));
    assertThat(costs.admits(ADA, Kind.READ)).isFalse();
    assertThat(costs.admits(ADA, Kind.FANOUT)).isTrue();
    assertThat(costs.admits(new UserId("bob"), Kind.READ)).isTrue();
    time.advance(Duration.ofSeconds(40));
    costs.require(ADA, Kind.READ);
  }

  @Test
  void what_is_cheap_asks_no_limiter() {
    for (int i = 0; i < 100; i++) {
      costs.require(ADA, Kind.FANOUT);
      costs.owe(ADA, Kind.FANOUT, 1_000);
    }
    assertThat(limiter.asked).isBetween(1, 10);
  }

  @Test
  void many_small_ones_spend_the_limit_as_a_large_one_does() {
    int admitted = 0;
    while (costs.admits(ADA, Kind.FANOUT)) {
      costs.owe(ADA, Kind.FANOUT, 1_024);
      admitted++;
    }
    assertThat(admitted).isBetween(1_024, 1_024 + 2 * 11);
  }

  @Test
  void what_is_unlimited_asks_no_limiter() {
    costs.owe(ADA, Kind.STORED, 1_000 * MIB);
    costs.require(ADA, Kind.STORED);
    assertThat(limiter.asked).isZero();
  }

  @Test
  void what_is_owed_is_still_owed_when_the_limiter_was_away() {
    costs.owe(ADA, Kind.READ, MIB);
    limiter.away = true;
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> costs.require(ADA, Kind.READ));
    limiter.away = false;
    costs.require(ADA, Kind.READ);
    costs.owe(ADA, Kind.READ, MIB);
    assertThat(costs.admits(ADA, Kind.READ)).isFalse();
  }

  @Test
  void at_the_bound_the_debt_that_was_looked_at_longest_ago_is_forgiven() {
    costs.owe(ADA, Kind.READ, MIB);
    costs.owe(new UserId("bob"), Kind.READ, MIB);
    costs.owe(new UserId("eve"), Kind.READ, MIB);
    costs.require(ADA, Kind.READ);
    assertThat(limiter.asked).isZero();
    costs.require(new UserId("bob"), Kind.READ);
    assertThat(limiter.asked).isEqualTo(1);
  }
}
