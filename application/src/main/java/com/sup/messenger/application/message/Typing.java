package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.TypingStarted;
import com.sup.messenger.application.event.ServerEvent.TypingStopped;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.fanout.ViewersSubscription;
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
import java.util.function.Predicate;

/// Typing of users, shown to the viewers of the chat. The typing device need not be a viewer.
///
/// Each beginning is published, even a repeated one, and the end once. [ViewersSubscription] keeps
/// the
/// states that are shown. This class keeps only the states that a connection has begun, to end them
/// with it.
public final class Typing {

  private final Memberships memberships;
  private final Predicate<Connection> isHidden;
  private final EventBus bus;
  private final InstantSource clock;
  private final Duration lapse;
  private final Map<Connection, Map<ChatId, Instant>> begun = new ConcurrentHashMap<>();

  /// Creates the use case.
  ///
  /// @param isHidden returns true if the device of a connection is invisible
  /// @param lapse the time after which typing ends by itself
  public Typing(
      Memberships memberships,
      Predicate<Connection> isHidden,
      EventBus bus,
      InstantSource clock,
      Duration lapse) {
    this.memberships = memberships;
    this.isHidden = isHidden;
    this.bus = bus;
    this.clock = clock;
    this.lapse = lapse;
  }

  /// Begins typing, or renews it. The typing of an invisible device is not shown.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `CHAT_NOT_FOUND` if the user is no member
  public Reply start(Connection connection, ChatId chat) {
    Actor actor = connection.actor();
    memberships.require(actor.user(), chat);
    if (!isHidden.test(connection)) {
      remember(connection, chat);
      tell(connection, chat, new TypingStarted(chat, actor.user(), actor.profile().username()));
    }
    return new Reply.Done();
  }

  private void remember(Connection connection, ChatId chat) {
    Instant now = clock.instant();
    Map<ChatId, Instant> chats = begun.computeIfAbsent(connection, _ -> new ConcurrentHashMap<>());
    chats.values().removeIf(since -> !since.plus(lapse).isAfter(now));
    chats.put(chat, now);
  }

  /// Ends typing.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `CHAT_NOT_FOUND` if the user is no member
  public Reply stop(Connection connection, ChatId chat) {
    memberships.require(connection.actor().user(), chat);
    end(connection, chat);
    return new Reply.Done();
  }

  /// Ends all typing of a connection that has ended or become invisible.
  public void leaveAll(Connection connection) {
    Map<ChatId, Instant> chats = begun.remove(connection);
    if (chats != null) {
      chats.keySet().forEach(chat -> tellEnd(connection, chat));
    }
  }

  /// Forgets a connection that continues elsewhere. Its typing ends by time, or by a message.
  public void forget(Connection connection) {
    begun.remove(connection);
  }

  /// Ends the typing of a connection in a chat, if it has begun any.
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
