package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.TypingStarted;
import com.sup.messenger.application.event.ServerEvent.TypingStopped;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.fanout.ViewersRoom;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who types where, told to the devices that look at the chat; the typing device need not be one.
///
/// Every beginning is told, a repeated one too, and the end once: [ViewersRoom] keeps what is
/// shown, and here stands only what a connection that goes away leaves unfinished.
public final class Typing {

  private final Memberships memberships;
  private final EventBus bus;
  private final InstantSource clock;
  private final Duration lapse;
  private final Map<Connection, Map<ChatId, Instant>> begun = new ConcurrentHashMap<>();

  /// @param lapse after which typing ends by itself
  public Typing(Memberships memberships, EventBus bus, InstantSource clock, Duration lapse) {
    this.memberships = memberships;
    this.bus = bus;
    this.clock = clock;
    this.lapse = lapse;
  }

  public Reply start(Connection connection, ChatId chat) {
    Actor actor = connection.actor();
    memberships.require(actor.user(), chat);
    remember(connection, chat);
    tell(connection, chat, new TypingStarted(chat, actor.user(), actor.profile().username()));
    return new Reply.Done();
  }

  private void remember(Connection connection, ChatId chat) {
    Instant now = clock.instant();
    Map<ChatId, Instant> chats = begun.computeIfAbsent(connection, _ -> new ConcurrentHashMap<>());
    chats.values().removeIf(since -> !since.plus(lapse).isAfter(now));
    chats.put(chat, now);
  }

  public Reply stop(Connection connection, ChatId chat) {
    memberships.require(connection.actor().user(), chat);
    end(connection, chat);
    return new Reply.Done();
  }

  /// The connection has ended.
  public void leaveAll(Connection connection) {
    Map<ChatId, Instant> chats = begun.remove(connection);
    if (chats != null) {
      chats.keySet().forEach(chat -> tellEnd(connection, chat));
    }
  }

  /// The connection goes on elsewhere: what it has begun lapses, or is ended by a message.
  public void forget(Connection connection) {
    begun.remove(connection);
  }

  /// Ends what the device has begun in the chat, if anything.
  public void end(Connection connection, ChatId chat) {
    Map<ChatId, Instant> chats = begun.get(connection);
    if (chats != null && chats.remove(chat) != null) {
      tellEnd(connection, chat);
    }
  }

  private void tellEnd(Connection connection, ChatId chat) {
    tell(connection, chat, new TypingStopped(chat, connection.actor().user()));
  }

  private void tell(Connection cause, ChatId chat, ServerEvent event) {
    Topic topic = new Topic.Viewers(chat);
    bus.publish(new Envelope(topic, new Signal.Show(event), cause.origin()));
  }
}
