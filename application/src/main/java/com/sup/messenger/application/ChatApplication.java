package com.sup.messenger.application;

import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.ConnectionCounts;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.SessionHeldException;
import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one door through which connections come in.
///
/// Safe for use by many threads; the calls for one connection come one at a time. Every method may
/// throw [com.sup.messenger.domain.RefusedException] or
/// [com.sup.messenger.application.port.UnavailableException].
public final class ChatApplication {

  private final Wiring parts;

  /// An application that is the only one on its ports.
  public ChatApplication(Ports ports, Settings settings, InstantSource clock, Alarms alarms) {
    this(ports, settings, clock, alarms, "only");
  }

  /// @param instance the id of this instance, new at every start
  public ChatApplication(
      Ports ports, Settings settings, InstantSource clock, Alarms alarms, String instance) {
    this(ports, settings, clock, alarms, instance, Observer.NONE);
  }

  /// @param instance the id of this instance, new at every start
  /// @param observer hears what is done
  public ChatApplication(
      Ports ports,
      Settings settings,
      InstantSource clock,
      Alarms alarms,
      String instance,
      Observer observer) {
    parts = new Wiring(new Wiring.World(ports, settings, clock, alarms, instance, observer));
  }

  /// The door through which back-ends come in.
  public Administration administration() {
    return parts.administration;
  }

  /// Begins what the instance does whether or not anybody is connected: it says that it lives,
  /// keeps what it knows true, and takes over what those have left that have died.
  public void start() {
    parts.upkeep.every(Duration.ofSeconds(2), parts.lease::renew);
    parts.upkeep.every(Duration.ofSeconds(1), parts.readiness::probe);
    parts.upkeep.every(Duration.ofSeconds(1), parts.dueReminders::attend);
    parts.upkeep.every(Duration.ofMillis(250), parts.sessions::catchUp);
    parts.upkeep.every(Duration.ofSeconds(3), parts.attendance::review);
    parts.upkeep.every(Duration.ofSeconds(3), parts.attendance::sweep);
    parts.upkeep.every(Duration.ofSeconds(30), parts.attendance::recount);
    parts.upkeep.every(Duration.ofSeconds(30), parts.gaps::round);
    parts.upkeep.every(
        Duration.ofSeconds(30), () -> parts.disconnecting.review(parts.attendance.open()));
    parts.upkeep.every(
        Duration.ofSeconds(30), () -> parts.membershipReview.round(parts.attendance.open()));
  }

  /// Ends what [#start] began; the instance leaves the others, who see to what it could not end.
  public void stop() {
    parts.upkeep.stop();
    parts.sessions.catchUpAtLast();
    parts.lease.end();
  }

  /// Whether events that others publish reach this instance, and it is not about to end.
  public boolean isReady() {
    return parts.readiness.isReady();
  }

  /// The instance is about to end, and so no longer [ready][#isReady].
  public void drain() {
    parts.readiness.drain();
  }

  /// Who is behind a handshake; the device is the token's, else the one given, else a new one.
  ///
  /// @param token the token of the handshake, or null where it has none
  /// @param deviceId what the handshake itself says of the device, or null
  /// @throws ConnectionRefusedException with the words of the contract, "Conventions"
  public Actor authenticate(@Nullable String token, @Nullable String deviceId) {
    try {
      return parts.authentication.authenticate(token, deviceId);
    } catch (ConnectionRefusedException e) {
      parts.observer.refused(e.code());
      throw e;
    }
  }

  /// Counts a new session against the limits of its device and its user. A session that goes on
  /// does not count.
  ///
  /// @throws ConnectionRefusedException `RATE_LIMIT_EXCEEDED`, or where that cannot be known now
  public void begin(Actor actor) {
    try {
      parts.connectionLimits.count(actor);
    } catch (ConnectionRefusedException e) {
      parts.observer.refused(e.code());
      throw e;
    }
  }

  /// The session that a client wants to come back to.
  ///
  /// @param key the private key of the session
  /// @param offset the last event that the client has received
  /// @param isThere whether the client still waits for that
  /// @throws ConnectionRefusedException where that cannot be known now, or the client has gone
  /// @throws SessionHeldException if another instance still holds it: the client is to come again
  public Optional<Arrival.Resumed> claim(
      String key, String offset, Actor actor, BooleanSupplier isThere) {
    try {
      return parts.sessions.claim(key, offset, actor, isThere);
    } catch (UnavailableException _) {
      throw new ConnectionRefusedException(
          "Authentication failed", ConnectionRefusedException.Code.UNAVAILABLE);
    }
  }

  /// The session that another instance has [handed over][#handOver], for the connection that is to
  /// go on with it; nothing where it can no longer be had.
  ///
  /// @param key the private key of the session
  /// @param fence of the connection that was handed over
  public Optional<Arrival.HandedOver> takeOver(String key, long fence, Actor actor) {
    return parts.sessions.takeOver(key, fence, actor.user());
  }

  /// Takes a connection in: greets it, sends what it missed, and lets it follow what concerns it.
  public void connect(Connection connection, Arrival arrival) {
    parts.figures.connected();
    parts.observer.arrived(arrival);
    parts.arrivals.admit(connection, arrival);
  }

  /// Does what a client asks for, within the limits of its user.
  ///
  /// @param name the name on the wire, known or not
  /// @param event reads the payload; asked for when the event has been counted
  public Reply handle(Connection connection, String name, Supplier<ClientEvent> event) {
    UserId user = connection.actor().user();
    return parts.answering.answer(user, name, () -> handle(connection, event.get()));
  }

  Reply handle(Connection connection, ClientEvent event) {
    Actor actor = connection.actor();
    return switch (event) {
      case ClientEvent.SendMessage send -> parts.messaging.send(connection, send);
      case ClientEvent.SyncChat sync -> parts.messaging.sync(actor, sync);
      case ClientEvent.JoinChat join -> parts.viewing.join(connection, join.chatId());
      case ClientEvent.JoinChats join -> parts.viewing.joinAll(connection, join.chatIds());
      case ClientEvent.LeaveChat leave -> leave(connection, leave.chatId());
      case ClientEvent.GetActiveMembers get -> parts.viewing.active(actor, get.chatId());
      case ClientEvent.ConfirmDelivery confirm -> parts.reading.delivered(connection, confirm);
      case ClientEvent.ConfirmReading confirm -> parts.reading.read(connection, confirm);
      case ClientEvent.StartTyping start -> parts.typing.start(connection, start.chatId());
      case ClientEvent.StopTyping stop -> parts.typing.stop(connection, stop.chatId());
      case ClientEvent.UpdatePresence update -> parts.presences.update(connection, update);
      case ClientEvent.SubscribePresence to -> parts.presences.subscribe(connection, to.userIds());
      case ClientEvent.UnsubscribePresence of ->
          parts.presences.unsubscribe(connection, of.userIds());
      case ClientEvent.InitiateCall initiate -> parts.calls.initiate(connection, initiate);
      case ClientEvent.AnswerCall answer -> parts.calls.answer(connection, answer);
      case ClientEvent.RejectCall reject -> parts.calls.reject(connection, reject);
      case ClientEvent.EndCall end -> parts.calls.end(connection, end);
      case ClientEvent.OfferCandidate offer -> parts.calls.offer(actor, offer);
      case ClientEvent.React react -> parts.reactions.react(connection, react);
      case ClientEvent.RemoveReaction remove -> parts.reactions.remove(connection, remove);
      case ClientEvent.GetReactions get -> parts.reactions.get(actor, get);
      case ClientEvent.ReadNotification read ->
          parts.notifications.read(connection, read.notificationId());
      case ClientEvent.ClearNotification clear ->
          parts.notifications.clear(connection, clear.notificationId());
      case ClientEvent.ClearNotifications _ -> parts.notifications.clearAll(connection);
      case ClientEvent.GetPendingNotifications _ -> parts.notifications.pending(actor);
      case ClientEvent.RefreshToken refresh -> refresh(connection, refresh.token());
    };
  }

  private Reply leave(Connection connection, ChatId chat) {
    parts.typing.end(connection, chat);
    return parts.viewing.leave(connection, chat);
  }

  private Reply refresh(Connection connection, String token) {
    Actor refreshed = parts.authentication.refresh(connection.actor(), token);
    connection.identify(refreshed);
    // A revocation between the two may not have been meant for the token before.
    parts.disconnecting.review(connection);
    Instant end = refreshed.expiresAt();
    return new Reply.TokenRefreshed(end.equals(Instant.MAX) ? null : end);
  }

  /// Ends the connection where its time is over: to be called about every second or more often.
  /// Never blocks.
  public void review(Connection connection) {
    parts.lifetimes.review(connection);
  }

  /// Does what comes after the acknowledgement of a success.
  public void acknowledged(Connection connection, Reply reply) {
    if (reply instanceof Reply.CallInitiated initiated) {
      parts.calls.ring(connection.actor(), initiated.callId());
    }
  }

  /// Does what comes after the answer to a refusal: ends a connection that goes on over its limits,
  /// and has its user pause. Never blocks.
  public void refused(Connection connection, RefusedException refusal) {
    if (refusal.refusal() == Refusal.RATE_LIMIT_EXCEEDED) {
      parts
          .pauses
          .refused(connection.actor().user(), connection.id())
          .ifPresent(pause -> endForFlooding(connection, pause));
    }
  }

  private static void endForFlooding(Connection connection, Duration pause) {
    connection.send(
        new ServerEvent.Failed(
            Refusal.RATE_LIMIT_EXCEEDED,
            "Too many events over the limit: connect again later",
            null,
            pause.toMillis()));
    connection.end(Ending.FLOODING);
  }

  /// Lets go of a connection whose session is to be [taken over][#takeOver] by another instance, at
  /// once and without anybody being told. Where none does, the roster has one connection too many
  /// here, and in some seconds that is disconnected; its client may come back to the session.
  ///
  /// What the connection was sent until this returns is part of the session.
  public void handOver(Connection connection) {
    parts.exits.handOver(connection);
  }

  /// Forgets a connection that has ended.
  ///
  /// @param recoverable whether the client did not mean to leave, and may come back to the session
  public void disconnect(Connection connection, boolean recoverable) {
    parts.exits.disconnect(connection, recoverable);
  }

  /// What a connection follows.
  Set<Topic> followedBy(Connection connection) {
    return parts.fanout.followedBy(connection);
  }

  /// The connections of this instance, counted.
  public ConnectionCounts connections() {
    return parts.figures.connections();
  }

  /// How many of the connections of this instance use a transport now.
  ///
  /// @param transport as [Connection#transport()] has it
  public long connectionsBy(String transport) {
    return parts.fanout.connectionsBy(transport);
  }

  /// How many topics the connections of this instance follow.
  public int rooms() {
    return parts.fanout.size();
  }

  /// How many messages have been delivered here that the bus had lost.
  public long gapsFilled() {
    return parts.gaps.filled();
  }

  /// How long ago the last event came that this instance sent to itself through the bus, where one
  /// has come.
  public Optional<Duration> canaryAge() {
    return parts.readiness.canaryAge();
  }
}
