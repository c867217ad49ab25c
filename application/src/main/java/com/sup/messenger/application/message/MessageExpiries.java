package com.sup.messenger.application.message;

import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.DurableTimers.Reminder.MessageExpiry;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.MessageLog.Expiring;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Deletes the content of messages when their lifetime is over. Any instance does it, within some
/// seconds.
public final class MessageExpiries {

  private static final int AT_ONCE = 100;

  private final DurableTimers timers;
  private final MessageLog log;
  private final MessageRevisions revisions;
  private final InstantSource clock;

  public MessageExpiries(
      DurableTimers timers, MessageLog log, MessageRevisions revisions, InstantSource clock) {
    this.timers = timers;
    this.log = log;
    this.revisions = revisions;
    this.clock = clock;
  }

  /// Plans the end of a message of the chat. Is called before and after the append.
  ///
  /// The first call holds if this instance ends in between. The second one holds if the timer was
  /// done and cancelled in between.
  void plan(ChatId chat, Instant at) {
    timers.setIfEarlier(new MessageExpiry(chat), at);
  }

  /// Deletes what has expired in a chat, and plans the next time.
  public void expire(MessageExpiry reminder) {
    Expiring expiring;
    do {
      expiring = log.expiring(reminder.chat(), clock.instant(), AT_ONCE);
      expiring.entries().forEach(this::expire);
    } while (expiring.entries().size() == AT_ONCE);
    expiring
        .next()
        .ifPresentOrElse(next -> timers.set(reminder, next), () -> timers.cancel(reminder));
    // A message that came since the reading may have planned a time that this has replaced.
    next(reminder.chat()).ifPresent(next -> timers.setIfEarlier(reminder, next));
  }

  /// Returns the time at which the next message of a chat expires; empty if none does.
  private Optional<Instant> next(ChatId chat) {
    return log.expiring(chat, Instant.EPOCH, 1).next();
  }

  private void expire(Posted posted) {
    if (posted.message() instanceof Message message) {
      revisions.expire(posted, message);
    }
  }
}
