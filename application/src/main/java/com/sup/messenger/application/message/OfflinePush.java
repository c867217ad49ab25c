package com.sup.messenger.application.message;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.preference.Attention;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Adds messages to the push outbox, for the members who have no device connected. The messages of
/// a muted chat are left out, unless they mention the member, and those of a blocked user.
///
/// No sender waits for it. Messages are gathered for 100 ms, then the registry and the preferences
/// are asked once for each chat. At most 10,000 messages and 16 MiB wait. Above that, and if a
/// dependency is away, messages are left out. A member who returns receives them all the same.
public final class OfflinePush {

  private static final System.Logger LOG = System.getLogger(OfflinePush.class.getName());

  private static final Duration GATHERING = Duration.ofMillis(100);
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_WEIGHT = 16 * 1024 * 1024;

  private record Sent(Message message, Profile sender) {}

  private final Ports ports;
  private final Fanout fanout;
  private final Scheduler scheduler;
  private final ArrayDeque<Sent> waiting = new ArrayDeque<>();
  private final InstantSource clock;
  private long weight;
  private long leftOut;
  private boolean working;

  public OfflinePush(Ports ports, Fanout fanout, Scheduler scheduler, InstantSource clock) {
    this.clock = clock;
    this.ports = ports;
    this.fanout = fanout;
    this.scheduler = scheduler;
  }

  /// Adds a stored message. Never blocks.
  synchronized void posted(Message message, Profile sender) {
    if (waiting.size() == MAX_WAITING || weight + message.weight() > MAX_WEIGHT) {
      leftOut++;
      return;
    }
    waiting.add(new Sent(message, sender));
    weight += message.weight();
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

  private synchronized Map<ChatId, List<Sent>> take() {
    if (leftOut > 0) {
      LOG.log(
          System.Logger.Level.WARNING, "{0} messages were not added to the push outbox", leftOut);
    }
    Map<ChatId, List<Sent>> byChat =
        waiting.stream()
            .collect(
                Collectors.groupingBy(
                    sent -> sent.message().chatId(), LinkedHashMap::new, Collectors.toList()));
    waiting.clear();
    weight = 0;
    leftOut = 0;
    return byChat;
  }

  private void tryPush(ChatId chat, List<Sent> messages) {
    try {
      push(chat, messages);
    } catch (RuntimeException _) {
      // Also if it is not unavailable but broken: the next ones have to go out. Its adapter is
      // logged.
      synchronized (this) {
        leftOut += messages.size();
      }
    }
  }

  private void push(ChatId chat, List<Sent> messages) {
    Set<UserId> members = new HashSet<>(ports.chatDirectory().members(chat));
    // Members who are connected here need no call of the registry.
    fanout
        .followersOf(new Topic.Chat(chat))
        .forEach(connection -> members.remove(connection.actor().user()));
    Set<UserId> absent = members.isEmpty() ? Set.of() : ports.connectionRegistry().absent(members);
    if (absent.isEmpty()) {
      return;
    }
    Set<UserId> senders = messages.stream().map(m -> m.sender().id()).collect(Collectors.toSet());
    Map<UserId, Attention> attention = ports.preferenceStore().attention(absent, chat, senders);
    for (Sent message : messages) {
      Set<UserId> receivers = new HashSet<>(absent);
      receivers.remove(message.sender().id());
      receivers.removeIf(
          user -> !isWanted(message.message(), user, attention.getOrDefault(user, Attention.FULL)));
      if (!receivers.isEmpty()) {
        ports
            .pushOutbox()
            .add(receivers, PushEvent.MessagePosted.of(message.message(), message.sender()));
      }
    }
  }

  private boolean isWanted(Message message, UserId by, Attention attention) {
    return attention.admitsMessage(message.senderId(), message.mentions(by), clock.instant());
  }
}
