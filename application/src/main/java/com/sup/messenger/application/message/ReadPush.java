package com.sup.messenger.application.message;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Adds chats that were read to the push outbox, so that devices that are away clear their badges.
///
/// No reader waits for it. Readings are gathered for half a second, and become one entry a chat. At
/// most 10,000 users wait. Above that, and if a dependency is away, readings are left out: the next
/// entry of the user has the right totals again.
public final class ReadPush {

  private static final System.Logger LOG = System.getLogger(ReadPush.class.getName());

  private static final Duration GATHERING = Duration.ofMillis(500);
  private static final int MAX_WAITING = 10_000;

  private final Ports ports;
  private final UnreadCounts counts;
  private final Scheduler scheduler;
  private Map<UserId, Map<ChatId, Long>> waiting = new LinkedHashMap<>();
  private long leftOut;
  private boolean working;

  public ReadPush(Ports ports, UnreadCounts counts, Scheduler scheduler) {
    this.ports = ports;
    this.counts = counts;
    this.scheduler = scheduler;
  }

  /// Adds a reading. Never blocks.
  synchronized void read(UserId user, ChatId chat, long seq) {
    if (waiting.size() == MAX_WAITING && !waiting.containsKey(user)) {
      leftOut++;
      return;
    }
    waiting.computeIfAbsent(user, _ -> new LinkedHashMap<>()).merge(chat, seq, Math::max);
    if (!working) {
      working = true;
      scheduler.after(GATHERING, this::work);
    }
  }

  private void work() {
    take().forEach(this::tryPush);
    synchronized (this) {
      working = !waiting.isEmpty();
      if (working) {
        scheduler.after(GATHERING, this::work);
      }
    }
  }

  private synchronized Map<UserId, Map<ChatId, Long>> take() {
    if (leftOut > 0) {
      LOG.log(
          System.Logger.Level.WARNING, "{0} readings were not added to the push outbox", leftOut);
    }
    Map<UserId, Map<ChatId, Long>> taken = waiting;
    waiting = new LinkedHashMap<>();
    leftOut = 0;
    return taken;
  }

  private void tryPush(UserId user, Map<ChatId, Long> read) {
    try {
      push(user, read);
    } catch (RuntimeException _) {
      // Also if it is not unavailable but broken: the next ones have to go out. Its adapter is
      // logged.
      synchronized (this) {
        leftOut++;
      }
    }
  }

  private void push(UserId user, Map<ChatId, Long> read) {
    Set<ChatId> chats =
        new LinkedHashSet<>(UnreadCounts.counted(ports.chatDirectory().chatsOf(user)));
    chats.addAll(read.keySet());
    Map<ChatId, Long> unread = counts.of(user, chats);
    long total = unread.values().stream().mapToLong(Long::longValue).sum();
    long unreadChats = unread.values().stream().filter(count -> count > 0).count();
    read.forEach(
        (chat, seq) ->
            ports
                .pushOutbox()
                .add(
                    Set.of(user),
                    new PushEvent.ChatRead(
                        chat, seq, unread.getOrDefault(chat, 0L), total, unreadChats)));
  }
}
