package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.limit.EventLimits;
import com.sup.messenger.application.limit.Permits;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLimitsTest {

  private static final UserId ADA = new UserId("ada");

  private final ManualTime time = new ManualTime();
  private EventLimits limits = limits(RateLimits.DEFAULT);

  private EventLimits limits(RateLimits values) {
    return new EventLimits(new Permits(MemoryPorts.create(time).rateLimiter()), values, time);
  }

  private void send(String event, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(limits.<String>within(ADA, event, () -> "done")).isEqualTo("done");
    }
  }

  private Duration refused(String event) {
    try {
      limits.within(
          ADA,
          event,
          () -> {
            throw new AssertionError("The work has begun");
          });
    } catch (RefusedException e) {
      assertThat(e.refusal()).isEqualTo(Refusal.RATE_LIMIT_EXCEEDED);
      return e.retryAfter().orElseThrow();
    }
    throw new AssertionError("Admitted");
  }

  @ParameterizedTest
  @CsvSource({
    "message:new, 30, 60",
    "message:typing, 10, 10",
    "message:stop-typing, 10, 10",
    "message:delivered, 100, 60",
    "message:read, 100, 60",
    "chat:signal, 300, 60",
    "presence:update, 20, 60",
    "call:initiate, 5, 60",
    "call:ice-candidate, 300, 60",
    "reaction:new, 50, 60",
    "reaction:remove, 50, 60",
    "chat:join, 60, 60",
    "auth:refresh, 60, 60"
  })
  void each_event_has_its_limit(String event, int count, int seconds) {
    send(event, count);
    assertThat(refused(event)).isEqualTo(Duration.ofSeconds(seconds));
    time.advance(Duration.ofSeconds(seconds));
    send(event, count);
  }

  @Test
  void each_event_counts_for_itself() {
    send("message:typing", 10);
    send("message:stop-typing", 10);
    send("chat:join", 60);
    send("chat:leave", 60);
  }

  @Test
  void events_that_are_not_known_count_together() {
    for (int i = 0; i < 60; i++) {
      send("invented:" + i, 1);
    }
    refused("invented:60");
    send("chat:join", 1);
  }

  @Test
  void what_is_unavailable_does_not_count() {
    for (int i = 0; i < 100; i++) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(
              () ->
                  limits.within(
                      ADA,
                      "message:new",
                      () -> {
                        throw new UnavailableException("down");
                      }));
    }
    send("message:new", 30);
  }

  @Test
  void what_is_refused_counts() {
    for (int i = 0; i < 30; i++) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(
              () ->
                  limits.within(
                      ADA,
                      "message:new",
                      () -> {
                        throw RefusedException.chatNotFound();
                      }));
    }
    refused("message:new");
  }

  @Test
  void limits_can_be_changed_and_lifted() {
    limits =
        limits(
            RateLimits.DEFAULT.with(
                Map.of("message:new", RateLimit.UNLIMITED, "message:typing", RateLimit.of(2, 1)),
                RateLimit.of(3, 1)));
    send("message:new", 1_000);
    send("message:typing", 2);
    refused("message:typing");
    send("message:stop-typing", 2);
    refused("message:stop-typing");
    send("chat:join", 3);
    refused("chat:join");
    send("presence:update", 20);
    refused("presence:update");
  }
}
