package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.preference.Block;
import com.sup.messenger.domain.presence.Presence;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The fan-out: delivers the envelopes of the bus to the connections of this instance.
///
/// A subscription exists while a connection here follows its topic. So their number is bounded by
/// the connections.
public final class Fanout {

  /// The most subscriptions that a connection makes at a time.
  private static final int AT_ONCE = 100;

  private final Ports ports;
  private final Scheduler scheduler;
  private final Timings timings;
  private final ChatStates states;
  private final BiConsumer<Topic, Signal> onChange;
  private final Consumer<Topic> onGap;
  private final Map<Topic, TopicSubscription> rooms = new ConcurrentHashMap<>();

  /// Creates a fan-out without connections.
  ///
  /// @param onChange is called with the signals that are not shown to clients; must not block
  /// @param onGap is called with the topics that may have lost envelopes; must not block
  public Fanout(
      Ports ports,
      Scheduler scheduler,
      Timings timings,
      ChatStates states,
      BiConsumer<Topic, Signal> onChange,
      Consumer<Topic> onGap) {
    this.onGap = onGap;
    this.ports = ports;
    this.scheduler = scheduler;
    this.timings = timings;
    this.states = states;
    this.onChange = onChange;
  }

  /// Subscribes an open connection to a topic. After the return, its events reach the connection.
  public void follow(Connection connection, Topic topic) {
    join(connection, topic, room -> room.add(connection));
  }

  /// Subscribes to chats that nobody follows here yet, at the same time. Each of them must be
  /// followed or [left][#unfollow] afterwards.
  ///
  /// @return the chats that it has subscribed to, and that have to [begin][#begin]
  Set<ChatId> open(Collection<ChatId> chats) {
    Set<ChatId> opened = ConcurrentHashMap.newKeySet();
    for (List<ChatId> some : Pages.of(chats, AT_ONCE)) {
      Concurrently.call(
          some.stream()
              .filter(chat -> !rooms.containsKey(new Topic.Chat(chat)))
              .map(chat -> Executors.callable(() -> open(chat, opened)))
              .toList());
    }
    return opened;
  }

  private void open(ChatId chat, Set<ChatId> opened) {
    if (rooms.computeIfAbsent(new Topic.Chat(chat), this::newRoom).subscribe()) {
      opened.add(chat);
    }
  }

  /// Begins the subscription to a chat at a head that was read after [#open].
  void begin(ChatId chat, Position head) {
    if (rooms.get(new Topic.Chat(chat)) instanceof ChatSubscription feed) {
      feed.beginAt(head);
    }
  }

  /// Sends a replay of a chat, then subscribes the connection to the chat. Does nothing if it is
  /// subscribed already.
  public void follow(Connection connection, ChatId chat, Replay replay) {
    if (!reaches(connection, chat)) {
      join(
          connection,
          new Topic.Chat(chat),
          feed -> ((ChatSubscription) feed).follow(connection, replay));
    }
  }

  /// Returns true if the events of a chat reach the connection.
  public boolean reaches(Connection connection, ChatId chat) {
    TopicSubscription room = rooms.get(new Topic.Chat(chat));
    return room != null && room.contains(connection);
  }

  /// Sends a connection what has changed in a chat that it follows, besides new messages.
  Optional<ChatStates.Difference> sendState(Connection connection, ChatId chat, long sinceRev) {
    return rooms.get(new Topic.Chat(chat)) instanceof ChatSubscription feed
        ? feed.sendState(connection, sinceRev)
        : Optional.empty();
  }

  /// Returns a revision of a chat up to which a client knows everything if it has a message.
  ///
  /// @return 0 if no such revision is known
  public long knownWith(Connection connection, ChatId chat, MessageLog.Reference message) {
    return rooms.get(new Topic.Chat(chat)) instanceof ChatSubscription feed
        ? feed.knownWith(connection, message)
        : 0;
  }

  /// Returns the place up to which a connection had been sent messages when its user was removed
  /// from the chat. Empty if it was not, or has returned.
  public Optional<Position> takenOutAt(Connection connection, ChatId chat) {
    return rooms.get(new Topic.Chat(chat)) instanceof ChatSubscription feed
        ? feed.takenOutAt(connection)
        : Optional.empty();
  }

  private void join(Connection connection, Topic topic, Predicate<TopicSubscription> entry) {
    if (!connection.state().follow(topic)) {
      return;
    }
    boolean joined = false;
    try {
      while (!joined) {
        joined = entry.test(rooms.computeIfAbsent(topic, this::newRoom));
      }
    } finally {
      if (!joined || !connection.state().isOpen()) {
        unfollow(connection, topic);
      }
    }
  }

  private TopicSubscription newRoom(Topic topic) {
    EventBus bus = ports.eventBus();
    Consumer<Signal> change = signal -> onChange.accept(topic, signal);
    return switch (topic) {
      case Topic.Chat(var chat) ->
          new ChatSubscription(
              chat, bus, ports.messageLog(), states, change, onGap, this::endTyping);
      case Topic.Viewers(var chat) ->
          new ViewersSubscription(chat, bus, scheduler, timings.typing(), change, onGap);
      case Topic.Presence(var user) ->
          new PresenceSubscription(
              user, bus, ports.chatDirectory(), ports.preferenceStore(), change, onGap);
      case Topic.User user -> new UserSubscription(user, bus, change, onGap);
      case Topic.Instance _ -> new TopicSubscription(topic, bus, change, onGap);
    };
  }

  private void endTyping(Posted posted) {
    if (posted.message() instanceof Message message && message.silent()) {
      return;
    }
    if (rooms.get(new Topic.Viewers(posted.message().chatId()))
        instanceof ViewersSubscription viewers) {
      viewers.endTyping(posted.sender().id(), MessageEvents.origin(posted));
    }
  }

  /// Shows a presence to a connection that follows its user.
  ///
  /// @param read the presence as the store has it
  /// @param block the user's block of the follower, as the store has it; null if there is none
  /// @return the presence that was shown: that one, or a newer one that is known here
  public Presence show(Connection connection, Presence read, @Nullable Block block) {
    if (rooms.get(new Topic.Presence(read.user())) instanceof PresenceSubscription room) {
      return room.show(connection, read, block != null);
    }
    return block == null ? read : block.hide(read);
  }

  /// Ends a subscription of a connection.
  public void unfollow(Connection connection, Topic topic) {
    connection.state().unfollow(topic);
    TopicSubscription room = rooms.get(topic);
    if (room != null && room.remove(connection)) {
      rooms.remove(topic, room);
    }
  }

  /// Ends all subscriptions of a connection that has ended.
  ///
  /// @return for each chat, the place up to which it was sent messages and changes
  public Map<ChatId, Position> leaveAll(Connection connection) {
    Map<ChatId, Position> positions = new HashMap<>();
    for (Topic topic : connection.state().lastTopics()) {
      if (topic instanceof Topic.Chat(ChatId chat)
          && rooms.get(topic) instanceof ChatSubscription feed) {
        feed.leave(connection).ifPresent(position -> positions.put(chat, position));
      }
      unfollow(connection, topic);
    }
    return positions;
  }

  /// Returns the connections of this instance that follow a topic.
  public Set<Connection> followersOf(Topic topic) {
    TopicSubscription room = rooms.get(topic);
    return room == null ? Set.of() : room.connections();
  }

  /// Delivers what the bus has lost of a followed chat, up to its head.
  ///
  /// @return the number of sequence numbers that were missing
  long catchUp(ChatId chat, Position head) {
    return rooms.get(new Topic.Chat(chat)) instanceof ChatSubscription feed
        ? feed.catchUpTo(head)
        : 0;
  }

  /// Shows a presence of the store to the followers here, unless they were shown a newer one.
  ///
  /// @param blocked the followers whom the user has blocked, as the store has them
  void catchUp(Presence read, Set<UserId> blocked) {
    if (rooms.get(new Topic.Presence(read.user())) instanceof PresenceSubscription room) {
      room.catchUpTo(read, blocked);
    }
  }

  /// Returns the users who follow the presence of a user here.
  Set<UserId> presenceFollowers(UserId user) {
    return rooms.get(new Topic.Presence(user)) instanceof PresenceSubscription room
        ? room.followers()
        : Set.of();
  }

  /// Returns the topics that are followed here.
  Set<Topic> topics() {
    return Set.copyOf(rooms.keySet());
  }

  /// Returns the number of topics that are followed here.
  public int size() {
    return rooms.size();
  }
}
