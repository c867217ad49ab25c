package com.sup.messenger.application.instance;

import com.sup.messenger.application.call.CallWatch;
import com.sup.messenger.application.message.MessageExpiries;
import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.DurableTimers.Reminder;
import com.sup.messenger.application.presence.Presences;
import java.time.InstantSource;

/// Does the tasks of durable timers that are due, for all instances.
public final class DueTimers {

  private static final int AT_ONCE = 100;

  private final DurableTimers reminders;
  private final Presences presences;
  private final CallWatch callWatch;
  private final MessageExpiries expiries;
  private final InstantSource clock;

  public DueTimers(
      DurableTimers reminders,
      Presences presences,
      CallWatch callWatch,
      MessageExpiries expiries,
      InstantSource clock) {
    this.reminders = reminders;
    this.presences = presences;
    this.callWatch = callWatch;
    this.expiries = expiries;
    this.clock = clock;
  }

  /// Does the tasks that are due. Is called every second.
  public void attend() {
    for (Reminder reminder : reminders.due(clock.instant(), AT_ONCE)) {
      switch (reminder) {
        case Reminder.PresenceLapse lapse -> presences.lapse(lapse);
        case Reminder.CallReview review -> callWatch.review(review);
        case Reminder.MessageExpiry expiry -> expiries.expire(expiry);
      }
    }
  }
}
