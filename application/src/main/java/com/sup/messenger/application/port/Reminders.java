package com.sup.messenger.application.port;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sees to it that what is due later is done by an instance that lives then, whoever has died.
///
/// At least once: what is to be done must do no harm the second time.
public interface Reminders {

  /// For how long nobody else is given a reminder that one has been given.
  Duration HOLD = Duration.ofSeconds(10);

  /// Makes a reminder due at a time, in place of an earlier time.
  void set(Reminder reminder, Instant due);

  /// Forgets a reminder: it is done, or needs doing no more.
  void cancel(Reminder reminder);

  /// Some of the reminders that are due, the longest due first, at most `limit`. Each comes again
  /// after [#HOLD] unless it is cancelled, and at a later time where that is set meanwhile.
  List<Reminder> due(Instant now, int limit);

  /// What is to be done.
  sealed interface Reminder {

    /// A user whose last device has gone is offline, if nothing has happened since the version.
    record PresenceLapse(UserId user, long version) implements Reminder {}

    /// A call may have rung, or waited for a device, for too long.
    ///
    /// @param caller null in a reminder that an instance of an earlier version has set
    record CallReview(@Nullable UserId caller, CallId call) implements Reminder {}
  }
}
