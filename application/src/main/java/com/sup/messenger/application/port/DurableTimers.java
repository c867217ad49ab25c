package com.sup.messenger.application.port;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Durable timers: tasks for later that survive their instance. An instance that is alive then does
/// them.
///
/// A task may be done more than once, so a repeat must do no harm.
public interface DurableTimers {

  /// The time for which a reminder that [#due] has returned is not returned again.
  Duration HOLD = Duration.ofSeconds(10);

  /// Sets the time of a reminder, instead of an earlier time.
  void set(Reminder reminder, Instant due);

  /// Sets the time of a reminder, unless an earlier time is set.
  void setIfEarlier(Reminder reminder, Instant due);

  /// Deletes a reminder: it is done, or no longer needed.
  void cancel(Reminder reminder);

  /// Returns reminders that are due, the longest due first. Each is returned once over all
  /// instances, and again after [#HOLD] unless it is cancelled. A later time that is set meanwhile
  /// counts.
  ///
  /// @param limit the most to return
  List<Reminder> due(Instant now, int limit);

  /// A task to do later.
  sealed interface Reminder {

    /// Makes a user offline whose last device has gone, if the presence still has this version.
    record PresenceLapse(UserId user, long version) implements Reminder {}

    /// Ends a call that has rung, or has waited for a device, for too long.
    ///
    /// @param caller null in a reminder that was set by an instance of an earlier version
    record CallReview(@Nullable UserId caller, CallId call) implements Reminder {}

    /// Deletes the content of the expired messages of a chat.
    record MessageExpiry(ChatId chat) implements Reminder {}
  }
}
