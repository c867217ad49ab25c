package com.sup.messenger.application.call;

import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.DurableTimers.Reminder.CallReview;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallDeadlines;
import com.sup.messenger.domain.call.LiveCall;
import java.time.Duration;

/// Ends the calls that ring, or wait for a device, for too long. It includes calls that another
/// instance watched until its death.
public final class CallWatch {

  /// The time by which the alarm of this instance precedes the reminder for all instances.
  private static final Duration PRECEDENCE = Duration.ofSeconds(1);

  private final CallTransitions transitions;
  private final CallEvents events;
  private final DurableTimers reminders;
  private final Scheduler scheduler;
  private final CallDeadlines deadlines;

  public CallWatch(
      CallTransitions transitions,
      CallEvents events,
      DurableTimers reminders,
      Scheduler scheduler,
      CallDeadlines deadlines) {
    this.transitions = transitions;
    this.events = events;
    this.reminders = reminders;
    this.scheduler = scheduler;
    this.deadlines = deadlines;
  }

  /// Sets the timers that end the call, in its present state.
  void watch(LiveCall call) {
    CallReview reminder = new CallReview(call.callerId(), call.id());
    deadlines
        .of(call)
        .ifPresent(
            end -> {
              scheduler.after(Duration.between(transitions.now(), end), () -> tryReview(reminder));
              reminders.set(reminder, end.plus(PRECEDENCE));
            });
  }

  private void tryReview(CallReview reminder) {
    try {
      review(reminder);
    } catch (UnavailableException _) {
      // The reminder comes again.
    }
  }

  /// Ends the call if its time is over. Sets its timers again if not.
  public void review(CallReview reminder) {
    UserId caller = reminder.caller();
    if (caller == null) {
      // The call is not known. The instance that set the reminder has an alarm of its own.
      reminders.cancel(reminder);
      return;
    }
    transitions
        .attempt(
            caller, reminder.call(), LiveCall.class, call -> deadlines.end(call, transitions.now()))
        .ifPresent(change -> events.over(change.before(), change.after()));
    transitions
        .live(caller, reminder.call())
        .filter(call -> deadlines.of(call).isPresent())
        .ifPresentOrElse(this::watch, () -> reminders.cancel(reminder));
  }
}
