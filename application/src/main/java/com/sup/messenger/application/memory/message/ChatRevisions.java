package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The revisions of all chats in this process. The stores of a chat's state share one object.
///
/// The changes of one chat happen and are published one at a time. So listeners hear of them in the
/// order of the revisions.
public final class ChatRevisions {

  private final EventBus bus;
  private final Map<ChatId, AtomicLong> counts = new ConcurrentHashMap<>();

  /// @param bus the bus on which changes are published
  public ChatRevisions(EventBus bus) {
    this.bus = bus;
  }

  /// Returns the revision of a chat, 0 at first.
  public long of(ChatId chat) {
    AtomicLong count = counts.get(chat);
    return count == null ? 0 : count.get();
  }

  /// Raises the revision of a chat. The caller publishes the change.
  public long raise(ChatId chat) {
    AtomicLong count = count(chat);
    synchronized (count) {
      return count.incrementAndGet();
    }
  }

  private AtomicLong count(ChatId chat) {
    return counts.computeIfAbsent(chat, _ -> new AtomicLong());
  }

  /// Makes a change and publishes it.
  ///
  /// @param change makes the change that has this revision, and returns its signal; null if it has
  ///     changed nothing
  /// @return the new revision; empty if nothing has changed
  OptionalLong publish(
      ChatId chat, Envelope.@Nullable Origin cause, LongFunction<@Nullable Signal> change) {
    AtomicLong count = count(chat);
    // Only listeners take locks of their own inside this one, and none of them makes a change.
    synchronized (count) {
      long rev = count.get() + 1;
      Signal signal = change.apply(rev);
      if (signal == null) {
        return OptionalLong.empty();
      }
      count.set(rev);
      bus.publish(new Envelope(new Topic.Chat(chat), signal, cause, rev));
      return OptionalLong.of(rev);
    }
  }
}
