package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Posted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The subscription to a chat. Messages reach every connection in the order of the log, each once.
///
/// The bus may lose and reorder messages. Before an early message is delivered, the missing ones
/// are read from the log. A late one has been delivered already.
public final class ChatSubscription extends TopicSubscription {

  private static final int PAGE = 500;
  private static final long PAGE_BYTES = 1024 * 1024;

  private final ChatId chat;
  private final MessageLog log;
  private final Consumer<Posted> onDelivered;

  /// The sequence numbers of new connections that are ahead of this subscription. An entry is
  /// removed when the subscription gets there.
  private final Map<Connection, Long> ahead = new HashMap<>();

  /// The sequence numbers up to which former members had been sent messages when they were removed.
  private final Map<Connection, Long> takenOut = new HashMap<>();

  private long lastSeq;

  /// Creates the subscription of a chat.
  ///
  /// @param onDelivered is called with each message after its delivery; must not block
  ChatSubscription(
      ChatId chat,
      EventBus bus,
      MessageLog log,
      Consumer<Signal> onChange,
      Consumer<Topic> onGap,
      Consumer<Posted> onDelivered) {
    super(new Topic.Chat(chat), bus, onChange, onGap);
    this.chat = chat;
    this.log = log;
    this.onDelivered = onDelivered;
  }

  @Override
  void onOpen() {
    lastSeq = log.head(chat);
  }

  /// Sends a replay, then adds the connection. No message is lost or sent twice in between.
  ///
  /// @return false if the subscription is closed
  boolean follow(Connection connection, Replay replay) {
    replay.run();
    synchronized (this) {
      if (!open()) {
        return false;
      }
      replay.run();
      if (replay.reached() > lastSeq) {
        ahead.put(connection, replay.reached());
      }
      return add(connection);
    }
  }

  /// Stops sending to a connection.
  ///
  /// @return the sequence number up to which it was sent messages; the result of [#takenOutAt] if
  ///     it does not follow the chat
  synchronized OptionalLong leave(Connection connection) {
    if (!contains(connection)) {
      return takenOutAt(connection);
    }
    long position = Math.max(lastSeq, ahead.getOrDefault(connection, 0L));
    exclude(connection);
    return OptionalLong.of(position);
  }

  /// Returns the sequence number up to which a connection had been sent messages when its user was
  /// removed from the chat. Empty if it was not, or has returned.
  synchronized OptionalLong takenOutAt(Connection connection) {
    Long place = takenOut.get(connection);
    return place == null ? OptionalLong.empty() : OptionalLong.of(place);
  }

  @Override
  synchronized boolean add(Connection connection) {
    takenOut.remove(connection);
    return super.add(connection);
  }

  @Override
  synchronized boolean remove(Connection connection) {
    ahead.remove(connection);
    takenOut.remove(connection);
    return super.remove(connection);
  }

  @Override
  void onSignal(Envelope envelope) {
    switch (envelope.signal()) {
      case Signal.Appended(Posted posted) -> advanceTo(posted);
      case Signal.MembersRemoved(Set<UserId> users) -> takeOut(users);
      default -> super.onSignal(envelope);
    }
  }

  /// Stops sending at once. The rest follows when the membership has been read again.
  private void takeOut(Set<UserId> users) {
    for (Connection connection : connections()) {
      if (users.contains(connection.actor().user())) {
        leave(connection).ifPresent(place -> takenOut.put(connection, place));
      }
    }
  }

  private void advanceTo(Posted posted) {
    fillUpTo(posted.message().seq() - 1);
    deliver(posted);
  }

  /// Delivers the messages up to a sequence number, if the bus has lost them.
  ///
  /// @return the number of sequence numbers that were missing
  synchronized long catchUpTo(long head) {
    if (head < lastSeq) {
      goBackTo(log.head(chat));
    }
    long before = lastSeq;
    fillUpTo(head);
    return lastSeq - before;
  }

  /// A store that fails over may lose its newest messages, and give their numbers to others. A
  /// store that has lost only the head still has messages after it.
  private void goBackTo(long head) {
    if (head < lastSeq && log.after(chat, head, 1, 1).entries().isEmpty()) {
      lastSeq = head;
      ahead.clear();
    }
  }

  private void fillUpTo(long seq) {
    while (lastSeq < seq) {
      List<Posted> missing = log.after(chat, lastSeq, PAGE, PAGE_BYTES).entries();
      if (missing.isEmpty()) {
        break;
      }
      missing.forEach(this::deliver);
    }
  }

  private void deliver(Posted posted) {
    long seq = posted.message().seq();
    if (seq <= lastSeq) {
      return;
    }
    lastSeq = seq;
    broadcast(shown(posted), origin(posted));
    onDelivered.accept(posted);
    ahead.values().removeIf(reached -> reached <= seq);
  }

  @Override
  boolean admits(Connection connection, ServerEvent event) {
    return ahead.isEmpty()
        || !(event instanceof ServerEvent.MessageNew shown)
        || shown.message().seq() > ahead.getOrDefault(connection, 0L);
  }

  /// Returns the event that shows a message to clients.
  public static ServerEvent.MessageNew shown(Posted posted) {
    return new ServerEvent.MessageNew(posted.message(), posted.sender());
  }

  static Envelope.@Nullable Origin origin(Posted posted) {
    return posted.connectionId() == null
        ? null
        : new Envelope.Origin(posted.sender().id(), posted.connectionId());
  }
}
