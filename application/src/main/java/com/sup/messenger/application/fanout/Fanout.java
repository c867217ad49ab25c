package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.presence.Presence;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Joins the topics of the bus to the connections of this instance.
///
/// As large as what is connected: a topic is held while a connection here follows it.
public final class Fanout {

  private final Ports ports;
  private final Alarms alarms;
  private final Timings timings;
  private final BiConsumer<Topic, Signal> onChange;
  private final Consumer<Topic> onGap;
  private final Map<Topic, Room> rooms = new ConcurrentHashMap<>();
  private final Map<Connection, Set<Topic>> followed = new ConcurrentHashMap<>();

  /// @param onChange takes the signals that are not to be shown; must not block
  /// @param onGap takes the topics of which the bus may have lost something; must not block
  public Fanout(
      Ports ports,
      Alarms alarms,
      Timings timings,
      BiConsumer<Topic, Signal> onChange,
      Consumer<Topic> onGap) {
    this.onGap = onGap;
    this.ports = ports;
    this.alarms = alarms;
    this.timings = timings;
    this.onChange = onChange;
  }

  /// Takes a connection in: only now can it follow anything.
  public void add(Connection connection) {
    followed.put(connection, ConcurrentHashMap.newKeySet());
  }

  /// From the return of this call on, events of the topic reach the connection.
  public void follow(Connection connection, Topic topic) {
    join(connection, topic, room -> room.add(connection));
  }

  /// Sends what is to be replayed of a chat, then everything of the chat as it comes; nothing where
  /// the connection receives those of the chat already.
  public void follow(Connection connection, ChatId chat, Replay replay) {
    Topic topic = new Topic.Chat(chat);
    Room room = rooms.get(topic);
    if (room == null || !room.contains(connection)) {
      join(connection, topic, feed -> ((ChatFeed) feed).follow(connection, replay));
    }
  }

  /// The place up to which a connection had been sent a chat that was taken out of it, and still
  /// is.
  public OptionalLong takenOutAt(Connection connection, ChatId chat) {
    return rooms.get(new Topic.Chat(chat)) instanceof ChatFeed feed
        ? feed.takenOutAt(connection)
        : OptionalLong.empty();
  }

  private void join(Connection connection, Topic topic, Predicate<Room> entry) {
    Set<Topic> topics = followed.get(connection);
    if (topics == null) {
      return;
    }
    topics.add(topic);
    boolean joined = false;
    try {
      while (!joined) {
        joined = entry.test(rooms.computeIfAbsent(topic, this::newRoom));
      }
    } finally {
      if (!joined || !followed.containsKey(connection)) {
        unfollow(connection, topic);
      }
    }
  }

  private Room newRoom(Topic topic) {
    EventBus bus = ports.eventBus();
    Consumer<Signal> change = signal -> onChange.accept(topic, signal);
    return switch (topic) {
      case Topic.Chat(var chat) ->
          new ChatFeed(chat, bus, ports.messageLog(), change, onGap, this::endTyping);
      case Topic.Viewers(var chat) ->
          new ViewersRoom(chat, bus, alarms, timings.typing(), change, onGap);
      case Topic.Presence(var user) ->
          new PresenceRoom(user, bus, ports.chatDirectory(), change, onGap);
      case Topic.User _, Topic.Instance _ -> new Room(topic, bus, change, onGap);
    };
  }

  private void endTyping(Posted posted) {
    if (rooms.get(new Topic.Viewers(posted.message().chatId())) instanceof ViewersRoom viewers) {
      viewers.endTyping(posted.sender().id(), ChatFeed.origin(posted));
    }
  }

  /// Shows a connection that follows a user what has been read of the user's presence, or what is
  /// known of it since; tells which.
  public Presence show(Connection connection, Presence read) {
    return rooms.get(new Topic.Presence(read.user())) instanceof PresenceRoom room
        ? room.show(connection, read)
        : read;
  }

  /// Ends what [#follow] began.
  public void unfollow(Connection connection, Topic topic) {
    Set<Topic> topics = followed.get(connection);
    if (topics != null) {
      topics.remove(topic);
    }
    Room room = rooms.get(topic);
    if (room != null && room.remove(connection)) {
      rooms.remove(topic, room);
    }
  }

  /// Forgets a connection and all that it followed; the places up to which it was sent each chat.
  public Map<ChatId, Long> remove(Connection connection) {
    Map<ChatId, Long> positions = new HashMap<>();
    Set<Topic> topics = followed.getOrDefault(connection, Set.of());
    followed.remove(connection);
    for (Topic topic : topics) {
      if (topic instanceof Topic.Chat(ChatId chat) && rooms.get(topic) instanceof ChatFeed feed) {
        feed.leave(connection).ifPresent(position -> positions.put(chat, position));
      }
      unfollow(connection, topic);
    }
    return positions;
  }

  /// What a connection follows.
  public Set<Topic> followedBy(Connection connection) {
    return Set.copyOf(followed.getOrDefault(connection, Set.of()));
  }

  /// The connections of this instance that follow a topic.
  public Set<Connection> followersOf(Topic topic) {
    Room room = rooms.get(topic);
    return room == null ? Set.of() : room.connections();
  }

  /// Brings a chat that is followed here up to a place of its log; tells by how much it lagged.
  long catchUp(ChatId chat, long head) {
    return rooms.get(new Topic.Chat(chat)) instanceof ChatFeed feed ? feed.catchUpTo(head) : 0;
  }

  /// Brings a presence that is followed here up to what has been read of it.
  void catchUp(Presence read) {
    if (rooms.get(new Topic.Presence(read.user())) instanceof PresenceRoom room) {
      room.catchUpTo(read);
    }
  }

  /// The topics that are held.
  Set<Topic> topics() {
    return Set.copyOf(rooms.keySet());
  }

  /// How many connections use a transport now.
  public long connectionsBy(String transport) {
    return followed.keySet().stream()
        .filter(connection -> connection.transport().equals(transport))
        .count();
  }

  /// How many topics are held.
  public int size() {
    return rooms.size();
  }
}
