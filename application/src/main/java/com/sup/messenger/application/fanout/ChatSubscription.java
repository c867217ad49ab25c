package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.MessageDeleted;
import com.sup.messenger.application.event.ServerEvent.MessageUpdated;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Posted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The subscription to a chat. Messages reach every connection in the order of the log, each once.
/// The other changes reach it in the order of the revisions.
///
/// The bus may lose and reorder both. Before an early message is delivered, the missing ones are
/// read from the log. A late one has been delivered already. If another change is lost, each
/// connection is sent the state of the chat.
public final class ChatSubscription extends TopicSubscription {

  private static final int PAGE = 500;
  private static final long PAGE_BYTES = 1024 * 1024;

  private final ChatId chat;
  private final MessageLog log;
  private final ChatStates states;
  private final Consumer<Posted> onDelivered;
  private final Runnable onLost;

  private final FollowerPlaces places = new FollowerPlaces();
  private final RecentMessages recent;
  private final RevisionTracker revisions = new RevisionTracker();
  private long lastSeq;

  /// Creates the subscription of a chat.
  ///
  /// @param onDelivered is called with each message after its delivery; must not block
  ChatSubscription(
      ChatId chat,
      EventBus bus,
      MessageLog log,
      ChatStates states,
      Consumer<Signal> onChange,
      Consumer<Topic> onGap,
      Consumer<Posted> onDelivered) {
    super(new Topic.Chat(chat), bus, onChange, onGap);
    this.chat = chat;
    this.log = log;
    this.states = states;
    this.onDelivered = onDelivered;
    this.onLost = () -> onGap.accept(new Topic.Chat(chat));
    this.recent = new RecentMessages(chat, log);
  }

  @Override
  void onOpen() {
    startAt(head());
  }

  /// Begins at a head of the chat, if it has not begun.
  ///
  /// @param head read after the bus was subscribed
  synchronized void beginAt(Position head) {
    if (!hasBegun()) {
      startAt(head);
      begin();
    }
  }

  private void startAt(Position head) {
    lastSeq = head.seq();
    revisions.restart(head.rev());
  }

  private Position head() {
    return log.heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).position();
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
      replay.run(lastSeq);
      if (!add(connection)) {
        return false;
      }
      places.join(connection, replay, lastSeq);
      replay.joined(new Position(lastSeq, revisions.reached()), revisions.hasGap());
      return true;
    }
  }

  /// Sends a connection what has changed since a revision, besides new messages. Later changes come
  /// after it.
  ///
  /// @return the difference that was sent; empty if the connection does not follow the chat
  synchronized Optional<ChatStates.Difference> sendState(Connection connection, long sinceRev) {
    if (!contains(connection)) {
      return Optional.empty();
    }
    long after = places.visibleAfter(connection);
    // With a gap, the head is known to be later.
    ChatStates.Difference difference =
        revisions.hasGap()
            ? states.since(chat, sinceRev, after, ChatStates.MAX_RETURNED)
            : states.since(chat, sinceRev, revisions.reached(), after, ChatStates.MAX_RETURNED);
    if (!difference.isEmpty()) {
      places.noteState(connection, lastSeq);
      if (difference.isComplete()) {
        connection.send(difference.state());
      }
    }
    return Optional.of(difference);
  }

  /// Returns a revision up to which a client knows everything if it has a message. The message may
  /// have overtaken lost changes, and the state that makes them good may be on its way.
  ///
  /// @return 0 if no such revision is known
  synchronized long knownWith(Connection connection, MessageLog.Reference message) {
    return !contains(connection) || places.isBeforeState(connection, message.seq())
        ? 0
        : Math.min(message.rev(), revisions.reached());
  }

  /// Stops sending to a connection.
  ///
  /// @return the place up to which it was sent messages and changes; the result of [#takenOutAt] if
  ///     it does not follow the chat
  synchronized Optional<Position> leave(Connection connection) {
    if (!contains(connection)) {
      return takenOutAt(connection);
    }
    exclude(connection);
    return Optional.of(new Position(places.sentTo(connection, lastSeq), revisions.reached()));
  }

  /// Returns the place up to which a connection had been sent messages when its user was removed
  /// from the chat. Empty if it was not, or has returned.
  synchronized Optional<Position> takenOutAt(Connection connection) {
    return places.takenOutAt(connection);
  }

  @Override
  synchronized boolean add(Connection connection) {
    places.takeBack(connection);
    return super.add(connection);
  }

  @Override
  synchronized boolean remove(Connection connection) {
    places.remove(connection);
    return super.remove(connection);
  }

  @Override
  void onSignal(Envelope envelope) {
    if (envelope.signal() instanceof Signal.Appended(Posted posted)) {
      advanceTo(posted);
    } else if (envelope.rev() == 0 || !revisions.isMadeGood(envelope.rev())) {
      change(envelope);
      note(envelope.rev());
    }
  }

  private void note(long rev) {
    if (rev > 0) {
      revisions.note(rev);
      if (revisions.hasGap()) {
        onLost.run();
      }
    }
  }

  /// Shows a change. A lost message comes before the changes that name it.
  private void change(Envelope envelope) {
    switch (envelope.signal()) {
      case Signal.Replaced(Posted posted) -> {
        fillUpTo(posted.message().seq());
        broadcast(MessageEvents.changed(posted), envelope.except());
      }
      case Signal.ReceiptMoved moved -> {
        fillUpTo(moved.seq());
        showReceipt(moved, envelope.except());
      }
      case Signal.MembersRemoved(Set<UserId> users) -> takeOut(users);
      case Signal.Counted _ -> {}
      default -> super.onSignal(envelope);
    }
  }

  private void showReceipt(Signal.ReceiptMoved moved, Envelope.@Nullable Origin except) {
    Map<UserId, MessageId> told = recent.newestByAuthor(moved.before(), moved.seq());
    told.put(moved.user(), moved.message());
    Map<MessageId, Delivery> deliveries = new HashMap<>();
    for (Connection connection : connections()) {
      MessageId message = told.get(connection.actor().user());
      if (message != null && !connection.isBehind(except)) {
        connection.send(
            deliveries.computeIfAbsent(
                message, id -> new Delivery(MessageEvents.receipt(chat, moved, id))));
      }
    }
  }

  /// Stops sending at once. The rest follows when the membership has been read again.
  private void takeOut(Set<UserId> users) {
    for (Connection connection : connections()) {
      if (users.contains(connection.actor().user())) {
        leave(connection).ifPresent(place -> places.takeOut(connection, place));
      }
    }
  }

  private void advanceTo(Posted posted) {
    fillUpTo(posted.message().seq() - 1);
    deliver(posted);
    note(posted.rev());
  }

  /// Delivers what the bus has lost, up to the head of the chat.
  ///
  /// @return the number of sequence numbers that were missing
  synchronized long catchUpTo(Position head) {
    if (!hasBegun()) {
      return 0;
    }
    if (head.seq() < lastSeq || head.rev() < revisions.reached()) {
      goBackTo(head());
    }
    long before = lastSeq;
    fillUpTo(head.seq());
    if (revisions.reached() < head.rev()) {
      makeGood();
    }
    return lastSeq - before;
  }

  /// A store that fails over may lose its newest messages, and give their numbers to others. A
  /// store that has lost only the head still has messages after it.
  private void goBackTo(Position head) {
    if (head.seq() < lastSeq && log.after(chat, head.seq(), 1, 1).entries().isEmpty()) {
      lastSeq = head.seq();
      places.restart();
      recent.clear();
    }
    if (head.rev() < revisions.reached()) {
      revisions.restart(head.rev());
    }
  }

  /// Sends each connection what has changed since the last revision that was delivered.
  private void makeGood() {
    long since = revisions.reached();
    Map<Long, ChatStates.Difference> byView = new HashMap<>();
    Map<Long, Delivery> deliveries = new HashMap<>();
    for (Connection connection : connections()) {
      long after = places.visibleAfter(connection);
      ChatStates.Difference difference =
          byView.computeIfAbsent(
              after, seq -> states.since(chat, since, seq, ChatStates.MAX_ASKED));
      if (!difference.isEmpty()) {
        places.noteState(connection, lastSeq);
        connection.send(deliveries.computeIfAbsent(after, _ -> new Delivery(difference.state())));
      }
    }
    byView.values().stream()
        .mapToLong(difference -> difference.state().rev())
        .min()
        .ifPresent(revisions::restart);
    if (!byView.values().stream().allMatch(ChatStates.Difference::isComplete)) {
      onLost.run();
    }
  }

  private void fillUpTo(long seq) {
    while (lastSeq < seq) {
      List<Posted> missing = log.after(chat, lastSeq, PAGE, PAGE_BYTES).entries();
      if (missing.isEmpty()) {
        break;
      }
      missing.forEach(this::deliver);
      missing.forEach(posted -> revisions.note(posted.rev()));
    }
  }

  private void deliver(Posted posted) {
    long seq = posted.message().seq();
    if (seq <= lastSeq) {
      return;
    }
    lastSeq = seq;
    broadcast(MessageEvents.shown(posted), MessageEvents.origin(posted));
    recent.add(posted);
    onDelivered.accept(posted);
    places.pass(seq);
  }

  @Override
  boolean admits(Connection connection, ServerEvent event) {
    return switch (event) {
      case ServerEvent.MessageNew(var message, _) -> !places.isAhead(connection, message.seq());
      case MessageUpdated(var message, _) -> places.isVisible(connection, message.seq());
      case MessageDeleted deleted -> places.isVisible(connection, deleted.seq());
      case ServerEvent.ReactionAdded added -> isVisible(connection, added.messageId());
      case ServerEvent.ReactionRemoved removed -> isVisible(connection, removed.messageId());
      default -> true;
    };
  }

  private boolean isVisible(Connection connection, MessageId message) {
    return places.visibleAfter(connection) == 0
        || places.isVisible(connection, recent.seqOf(message));
  }
}
