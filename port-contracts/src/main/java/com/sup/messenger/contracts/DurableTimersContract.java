package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.DurableTimers.Reminder;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.CallId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tests the promises of [DurableTimers]. Each adapter's test extends it and begins with empty
/// reminders.
public abstract class DurableTimersContract extends PortContract {

  private static final Instant NOW = Samples.NOW;

  private final Reminder lapse = new Reminder.PresenceLapse(Samples.user(), 7);
  private final Reminder expiry = new Reminder.MessageExpiry(Samples.chat());
  private final Reminder review =
      new Reminder.CallReview(Samples.user(), new CallId(UUID.randomUUID().toString()));

  /// Returns the reminders under test.
  protected abstract DurableTimers durableTimers();

  /// Returns the same reminders as another instance reaches them.
  protected abstract DurableTimers ofAnotherInstance();

  @AfterEach
  void leave_nothing() {
    List.of(lapse, review, expiry).forEach(durableTimers()::cancel);
  }

  private List<Reminder> due(Instant now) {
    return ofAnotherInstance().due(now, 10);
  }

  @Test
  void a_reminder_comes_when_it_is_due_and_not_before() {
    durableTimers().set(lapse, NOW);
    assertThat(due(NOW.minusMillis(1))).isEmpty();
    assertThat(due(NOW)).containsExactly(lapse);
  }

  @Test
  void one_is_given_it_and_nobody_else_for_a_while() {
    durableTimers().set(review, NOW);
    assertThat(due(NOW)).containsExactly(review);
    assertThat(durableTimers().due(NOW.plus(DurableTimers.HOLD).minusMillis(1), 10)).isEmpty();
    assertThat(durableTimers().due(NOW.plus(DurableTimers.HOLD), 10)).containsExactly(review);
  }

  @Test
  void a_cancelled_reminder_never_comes() {
    durableTimers().set(lapse, NOW);
    ofAnotherInstance().cancel(lapse);
    assertThat(due(NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void a_later_time_takes_the_place_of_an_earlier_one() {
    durableTimers().set(lapse, NOW);
    durableTimers().set(lapse, NOW.plusSeconds(60));
    assertThat(due(NOW.plusSeconds(59))).isEmpty();
    assertThat(due(NOW.plusSeconds(60))).containsExactly(lapse);
  }

  @Test
  void the_longest_due_come_first_up_to_the_limit() {
    durableTimers().set(review, NOW);
    durableTimers().set(lapse, NOW.minusSeconds(1));
    assertThat(durableTimers().due(NOW, 1)).containsExactly(lapse);
    assertThat(durableTimers().due(NOW, 1)).containsExactly(review);
  }

  @Test
  void the_earlier_of_two_times_holds_if_that_is_asked_for() {
    durableTimers().setIfEarlier(expiry, NOW.plusSeconds(60));
    assertThat(due(NOW.plusSeconds(59))).isEmpty();
    ofAnotherInstance().setIfEarlier(expiry, NOW.plusSeconds(30));
    durableTimers().setIfEarlier(expiry, NOW.plusSeconds(90));
    assertThat(due(NOW.plusSeconds(30).minusMillis(1))).isEmpty();
    assertThat(due(NOW.plusSeconds(30))).containsExactly(expiry);
  }

  @Test
  void a_reminder_that_was_cancelled_takes_any_time() {
    durableTimers().set(expiry, NOW);
    durableTimers().cancel(expiry);
    durableTimers().setIfEarlier(expiry, NOW.plusSeconds(60));
    assertThat(due(NOW.plusSeconds(59))).isEmpty();
    assertThat(due(NOW.plusSeconds(60))).containsExactly(expiry);
  }
}
