package com.sup.messenger.application.call;

import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.DurableTimers.Reminder.CallReview;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Ends the calls that ring, or wait for a device, for too long. It includes calls that another
/// instance watched until its death.
public final class CallWatch {

  /// The time by which the alarm of this instance precedes the reminder for all instances.
  private static final Duration PRECEDENCE = Duration.ofSeconds(1);

  private final CallTransitions transitions;
  private final CallEvents events;
  private final DurableTimers reminders;
  private final Scheduler scheduler;
  private final Timings timings;

  public CallWatch(
      CallTransitions transitions,
      CallEvents events,
      DurableTimers reminders,
      Scheduler scheduler,
      Timings timings) {
    this.transitions = transitions;
    this.events = events;
    this.reminders = reminders;
    this.scheduler = scheduler;
    this.timings = timings;
  }

  /// Sets the timers that end the call, in its present state.
  void watch(LiveCall call) {
    CallReview reminder = new CallReview(call.callerId(), call.id());
    deadline(call)
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
        .attempt(caller, reminder.call(), LiveCall.class, this::end)
        .ifPresent(change -> events.over(change.before(), change.after()));
    transitions
        .live(caller, reminder.call())
        .filter(call -> deadline(call).isPresent())
        .ifPresentOrElse(this::watch, () -> reminders.cancel(reminder));
  }

  private Optional<Ended> end(LiveCall call) {
    Instant now = transitions.now();
    if (call instanceof Ringing ringing && !now.isBefore(transitions.ringEnd(ringing))) {
      return Optional.of(ringing.timeOut(now));
    }
    return returns(call).anyMatch(end -> !now.isBefore(end))
        ? Optional.of(call.disconnect(now))
        : Optional.empty();
  }

  private Optional<Instant> deadline(LiveCall call) {
    Stream<Instant> ring =
        call instanceof Ringing ringing ? Stream.of(transitions.ringEnd(ringing)) : Stream.empty();
    return Stream.concat(ring, returns(call)).min(Instant::compareTo);
  }

  /// Returns the times by which the devices that are away must return.
  private Stream<Instant> returns(LiveCall call) {
    return call.legs()
        .map(Leg::awaySince)
        .filter(Objects::nonNull)
        .map(since -> since.plus(timings.callReturn()));
  }
}
