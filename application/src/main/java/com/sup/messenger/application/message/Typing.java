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
import java.time.InstantSource;
import java.util.function.Predicate;

/// Typing of users, shown to the viewers of the chat. The typing device need not be a viewer.
///
/// Each beginning is published, even a repeated one, and the end once. [ViewersSubscription] keeps
/// the states that are shown. A connection keeps the states that it has begun, which end with it.
public final class Typing {

  private final Memberships memberships;
  private final Predicate<Connection> isHidden;
  private final EventBus bus;
  private final InstantSource clock;
  private final Duration lapse;

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
      connection.state().beginTyping(chat, clock.instant(), lapse);
      bus.publish(
          shown(
              connection, chat, new TypingStarted(chat, actor.user(), actor.profile().username())));
    }
    return new Reply.Done();
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
    bus.publish(
        connection.state().typing().stream()
            .filter(chat -> connection.state().endTyping(chat))
            .map(chat -> ended(connection, chat))
            .toList());
  }

  /// Ends the typing of a connection in a chat, if it has begun any.
  public void end(Connection connection, ChatId chat) {
    if (connection.state().endTyping(chat)) {
      bus.publish(ended(connection, chat));
    }
  }

  private static Envelope ended(Connection connection, ChatId chat) {
    return shown(connection, chat, new TypingStopped(chat, connection.actor().user()));
  }

  private static Envelope shown(Connection cause, ChatId chat, ServerEvent event) {
    return new Envelope(new Topic.Viewers(chat), new Signal.Show(event), cause.origin());
  }
}
