package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.limit.Permits;
import com.sup.messenger.application.memory.MemoryRateLimiter;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PermitsTest {

  private static final UserId ADA = new UserId("ada");
  private static final RateLimit TWO = RateLimit.of(2, 10);
  private static final Duration WINDOW = TWO.window();

  private final AtomicInteger asked = new AtomicInteger();
  private final RateLimiter memory = new MemoryRateLimiter(100);
  private final RateLimiter counted =
      new RateLimiter() {
        @Override
        public Decision tryAcquire(
            UserId user, String bucket, RateLimit limit, int permits, Instant now) {
          asked.incrementAndGet();
          return memory.tryAcquire(user, bucket, limit, permits, now);
        }

        @Override
        public Map<String, Decision.Refused> tryAcquireEach(
            UserId user, Map<String, RateLimit> limits, Instant now) {
          asked.incrementAndGet();
          return memory.tryAcquireEach(user, limits, now);
        }

        @Override
        public void release(UserId user, String bucket, Instant takenAt) {
          memory.release(user, bucket, takenAt);
        }
      };
  private final Permits permits = new Permits(counted, 2);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private boolean takes(UserId user, String bucket) {
    return permits.take(user, bucket, TWO, now).isEmpty();
  }

  private void exhaust(UserId user, String bucket) {
    assertThat(takes(user, bucket)).isTrue();
    assertThat(takes(user, bucket)).isTrue();
    assertThat(takes(user, bucket)).isFalse();
  }

  @Test
  void a_refused_user_is_refused_without_the_limiter_until_the_time_that_was_told() {
    exhaust(ADA, "a");
    assertThat(asked).hasValue(3);
    now = now.plus(WINDOW).minusNanos(1);
    assertThat(permits.take(ADA, "a", TWO, now)).contains(Duration.ofMillis(1));
    assertThat(asked).hasValue(3);
    now = now.plusNanos(1);
    assertThat(takes(ADA, "a")).isTrue();
    assertThat(asked).hasValue(4);
  }

  @Test
  void a_refusal_holds_for_its_user_and_its_bucket_alone() {
    exhaust(ADA, "a");
    assertThat(takes(ADA, "b")).isTrue();
    assertThat(takes(new UserId("bob"), "a")).isTrue();
  }

  @Test
  void a_permit_that_is_given_back_can_be_had_at_once() {
    exhaust(ADA, "a");
    permits.giveBack(ADA, "a", now);
    assertThat(takes(ADA, "a")).isTrue();
    assertThat(takes(ADA, "a")).isFalse();
  }

  @Test
  void a_clock_that_was_set_back_does_not_prolong_a_refusal() {
    exhaust(ADA, "a");
    now = now.minusSeconds(3_600);
    takes(ADA, "a");
    assertThat(asked).hasValue(4);
  }

  @Test
  void at_the_bound_a_refusal_comes_from_the_limiter_each_time() {
    exhaust(ADA, "a");
    exhaust(ADA, "b");
    exhaust(ADA, "c");
    assertThat(takes(ADA, "c")).isFalse();
    assertThat(asked).hasValue(10);
    assertThat(takes(ADA, "a")).isFalse();
    assertThat(asked).hasValue(10);
    now = now.plus(WINDOW);
    exhaust(ADA, "c");
    assertThat(takes(ADA, "c")).isFalse();
    assertThat(asked).hasValue(13);
  }

  @RepeatedTest(20)
  void at_the_same_time_no_more_is_taken_than_there_is() throws Exception {
    RateLimit ten = RateLimit.of(10, 10);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> taken = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        taken.add(threads.submit(() -> permits.take(ADA, "a", ten, now).isEmpty()));
      }
      List<Boolean> all = new ArrayList<>();
      for (Future<Boolean> one : taken) {
        all.add(one.get());
      }
      assertThat(Collections.frequency(all, true)).isEqualTo(10);
    }
  }

  @Test
  void a_user_without_a_permit_of_one_bucket_takes_none_of_the_others() {
    exhaust(ADA, "a");
    assertThat(permits.takeEach(ADA, Map.of("a", TWO, "b", TWO), now)).contains(WINDOW);
    assertThat(asked).hasValue(3);
    now = now.plus(WINDOW);
    assertThat(permits.takeEach(ADA, Map.of("a", TWO, "b", TWO), now)).isEmpty();
    assertThat(takes(ADA, "b")).isTrue();
    assertThat(permits.takeEach(ADA, Map.of("a", TWO, "b", TWO), now)).contains(WINDOW);
    assertThat(takes(ADA, "a")).isTrue();
    assertThat(takes(ADA, "b")).isFalse();
  }
}
