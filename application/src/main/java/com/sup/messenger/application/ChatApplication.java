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
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The door for the connections of clients.
///
/// Safe for use by many threads. The calls for one connection come one at a time. Every method may
/// throw [com.sup.messenger.domain.RefusedException] or
/// [com.sup.messenger.application.port.UnavailableException].
public final class ChatApplication {

  private final Wiring parts;

  /// Makes an application that is the only one on its ports.
  public ChatApplication(Ports ports, Settings settings, InstantSource clock, Scheduler scheduler) {
    this(ports, settings, clock, scheduler, "only");
  }

  /// Makes one of several applications on the same ports.
  ///
  /// @param instance the id of this instance, new at every start
  public ChatApplication(
      Ports ports, Settings settings, InstantSource clock, Scheduler scheduler, String instance) {
    this(ports, settings, clock, scheduler, instance, Observer.NONE);
  }

  /// Makes one of several applications on the same ports.
  ///
  /// @param instance the id of this instance, new at every start
  /// @param observer hears of everything that the application does
  public ChatApplication(
      Ports ports,
      Settings settings,
      InstantSource clock,
      Scheduler scheduler,
      String instance,
      Observer observer) {
    parts = new Wiring(new Wiring.World(ports, settings, clock, scheduler, instance, observer));
  }

  /// Returns the door for back-ends.
  public Administration administration() {
    return parts.administration;
  }

  /// Begins the regular work of the instance: it renews its lease, reviews its connections, and
  /// ends the connections and calls of dead instances.
  public void start() {
    parts.upkeep.every(Duration.ofSeconds(2), parts.lease::renew);
    parts.upkeep.every(Duration.ofSeconds(1), parts.readiness::probe);
    parts.upkeep.every(Duration.ofSeconds(1), parts.dueReminders::attend);
    parts.upkeep.every(Duration.ofMillis(250), parts.sessions::catchUp);
    parts.upkeep.every(Duration.ofSeconds(3), parts.reconciler::review);
    parts.upkeep.every(Duration.ofSeconds(3), parts.reconciler::sweep);
    parts.upkeep.every(Duration.ofSeconds(30), parts.reconciler::recount);
    parts.upkeep.every(Duration.ofSeconds(30), parts.gaps::round);
    parts.upkeep.every(Duration.ofSeconds(30), () -> parts.disconnecting.review(parts.open.all()));
    parts.upkeep.every(
        Duration.ofSeconds(30), () -> parts.membershipReview.round(parts.open.all()));
    parts.upkeep.every(Duration.ofSeconds(20), () -> parts.callRound.run(parts.open.live()));
  }

  /// Ends the regular work and the lease. The other instances clean up after this one.
  public void stop() {
    parts.upkeep.stop();
    parts.sessions.catchUpAtLast();
    parts.lease.end();
  }

  /// Returns true if events of other instances reach this one, and it is not about to end.
  public boolean isReady() {
    return parts.readiness.isReady();
  }

  /// Makes this instance not [ready][#isReady] any more, as it is about to end.
  public void drain() {
    parts.readiness.drain();
  }

  /// Returns the user and the device of a handshake. The device is the token's, else the given
  /// one, else a new one.
  ///
  /// @param token the token of the handshake, or null
  /// @param deviceId the device that the handshake itself names, or null
  /// @throws ConnectionRefusedException with the words of the contract, "Conventions"
  public Actor authenticate(@Nullable String token, @Nullable String deviceId) {
    try {
      return parts.authentication.authenticate(token, deviceId);
    } catch (ConnectionRefusedException e) {
      parts.observer.refused(e.code());
      throw e;
    }
  }

  /// Counts a new session against the limits of its device and its user. A recovered session
  /// does not count.
  ///
  /// @throws ConnectionRefusedException `RATE_LIMIT_EXCEEDED`, or `UNAVAILABLE` if the count is not
  ///     known now
  public void begin(Actor actor) {
    try {
      parts.connectionLimits.count(actor);
    } catch (ConnectionRefusedException e) {
      parts.observer.refused(e.code());
      throw e;
    }
  }

  /// Claims the session that a client wants to come back to.
  ///
  /// @param key the private key of the session
  /// @param offset the last event that the client has received
  /// @param isThere returns true while the client waits for the session
  /// @return the session; empty if the client cannot have it, and begins a new one
  /// @throws ConnectionRefusedException if the store does not answer, or the client has gone
  /// @throws SessionHeldException if another connection still holds it: the client is to come again
  public Optional<Arrival.Resumed> claim(
      String key, String offset, Actor actor, BooleanSupplier isThere) {
    try {
      return parts.sessions.claim(key, offset, actor, isThere);
    } catch (UnavailableException _) {
      throw new ConnectionRefusedException(
          "Authentication failed", ConnectionRefusedException.Code.UNAVAILABLE);
    }
  }

  /// Claims a session that another instance has [handed over][#handOver].
  ///
  /// @param key the private key of the session
  /// @param fence the fence of the connection that was handed over
  /// @return the session; empty if another connection has claimed it
  public Optional<Arrival.HandedOver> takeOver(String key, long fence, Actor actor) {
    return parts.sessions.takeOver(key, fence, actor.user());
  }

  /// Takes a connection in: greets it, sends the events that it missed, and subscribes it to its
  /// topics.
  public void connect(Connection connection, Arrival arrival) {
    parts.observer.arrived(arrival);
    parts.arrivals.admit(connection, arrival);
  }

  /// Handles an event of a client, within the limits of its user.
  ///
  /// @param name the name on the wire, known or not
  /// @param event reads the payload; called after the event has been counted
  public Reply handle(Connection connection, String name, Supplier<ClientEvent> event) {
    UserId user = connection.actor().user();
    return parts.answering.answer(user, name, () -> handle(connection, event.get()));
  }

  Reply handle(Connection connection, ClientEvent event) {
    Actor actor = connection.actor();
    return switch (event) {
      case ClientEvent.SendMessage send -> parts.messaging.send(connection, send);
      case ClientEvent.EditMessage edit -> parts.revisions.edit(connection, edit);
      case ClientEvent.DeleteMessage delete -> parts.revisions.delete(connection, delete);
      case ClientEvent.SyncChat sync -> parts.history.sync(actor, sync);
      case ClientEvent.ListChats list -> parts.chatLists.list(actor, list);
      case ClientEvent.GetChatState get -> parts.chatStates.get(actor, get);
      case ClientEvent.SignalChat signal -> parts.signals.send(connection, signal);
      case ClientEvent.JoinChat join -> parts.viewing.join(connection, join.chatId());
      case ClientEvent.JoinChats join -> parts.viewing.joinAll(connection, join.chatIds());
      case ClientEvent.LeaveChat leave -> leave(connection, leave.chatId());
      case ClientEvent.GetActiveMembers get -> parts.viewing.active(actor, get.chatId());
      case ClientEvent.PreferenceEvent about -> handlePreference(connection, about);
      case ClientEvent.ConfirmDelivery confirm -> parts.reading.delivered(connection, confirm);
      case ClientEvent.ConfirmReading confirm -> parts.reading.read(connection, confirm);
      case ClientEvent.StartTyping start -> parts.typing.start(connection, start.chatId());
      case ClientEvent.StopTyping stop -> parts.typing.stop(connection, stop.chatId());
      case ClientEvent.PresenceEvent about -> handlePresence(connection, about);
      case ClientEvent.CallEvent call -> handleCall(connection, call);
      case ClientEvent.React react -> parts.reactions.react(connection, react);
      case ClientEvent.RemoveReaction remove -> parts.reactions.remove(connection, remove);
      case ClientEvent.GetReactions get -> parts.reactions.get(actor, get);
      case ClientEvent.NotificationEvent about -> handleNotification(connection, about);
      case ClientEvent.RefreshToken refresh -> refresh(connection, refresh.token());
    };
  }

  private Reply handlePreference(Connection connection, ClientEvent.PreferenceEvent event) {
    return switch (event) {
      case ClientEvent.MuteChat mute -> parts.mutes.mute(connection, mute);
      case ClientEvent.BlockUser block -> parts.blocks.block(connection, block.userId());
      case ClientEvent.UnblockUser unblock -> parts.blocks.unblock(connection, unblock.userId());
      case ClientEvent.GetBlockedUsers _ -> parts.blocks.blocked(connection.actor());
    };
  }

  private Reply handlePresence(Connection connection, ClientEvent.PresenceEvent event) {
    return switch (event) {
      case ClientEvent.UpdatePresence update -> update(connection, update);
      case ClientEvent.SubscribePresence to -> parts.following.subscribe(connection, to.userIds());
      case ClientEvent.UnsubscribePresence of ->
          parts.following.unsubscribe(connection, of.userIds());
    };
  }

  private Reply handleCall(Connection connection, ClientEvent.CallEvent event) {
    return switch (event) {
      case ClientEvent.InitiateCall initiate -> parts.callBeginnings.initiate(connection, initiate);
      case ClientEvent.AnswerCall answer -> parts.calls.answer(connection, answer);
      case ClientEvent.Renegotiate renegotiate ->
          parts.calls.renegotiate(connection.actor(), renegotiate);
      case ClientEvent.RejectCall reject -> parts.calls.reject(connection, reject);
      case ClientEvent.EndCall end -> parts.calls.end(connection, end);
      case ClientEvent.OfferCandidate offer -> parts.calls.offer(connection.actor(), offer);
    };
  }

  private Reply handleNotification(Connection connection, ClientEvent.NotificationEvent event) {
    return switch (event) {
      case ClientEvent.ReadNotification read ->
          parts.notifications.read(connection, read.notificationId());
      case ClientEvent.ClearNotification clear ->
          parts.notifications.clear(connection, clear.notificationId());
      case ClientEvent.ClearNotifications _ -> parts.notifications.clearAll(connection);
      case ClientEvent.GetPendingNotifications _ -> parts.notifications.pending(connection.actor());
    };
  }

  private Reply leave(Connection connection, ChatId chat) {
    parts.typing.end(connection, chat);
    return parts.viewing.leave(connection, chat);
  }

  private Reply update(Connection connection, ClientEvent.UpdatePresence event) {
    boolean hidden = event.status() == PresenceStatus.OFFLINE;
    // First: if it fails, the status is still the earlier one, and a repeat does it again.
    if (hidden != parts.presences.isHidden(connection)) {
      parts.viewing.count(connection, hidden);
      if (hidden) {
        parts.typing.leaveAll(connection);
      }
    }
    return parts.presences.update(connection, event);
  }

  private Reply refresh(Connection connection, String token) {
    Actor refreshed = parts.authentication.refresh(connection.actor(), token);
    connection.identify(refreshed);
    // A revocation between the two may not have been meant for the token before.
    parts.disconnecting.review(connection);
    Instant end = refreshed.expiresAt();
    return new Reply.TokenRefreshed(end.equals(Instant.MAX) ? null : end);
  }

  /// Ends the connection if its time is over. Callers call it at least about every second. Never
  /// blocks.
  public void review(Connection connection) {
    parts.lifetimes.review(connection);
  }

  /// Does the work that follows the acknowledgement of a success.
  public void acknowledged(Connection connection, Reply reply) {
    if (reply instanceof Reply.CallInitiated initiated) {
      parts.callBeginnings.ring(connection.actor(), initiated.callId());
    }
  }

  /// Does the work that follows the answer to a refusal: ends a connection that stays over its
  /// limits, and makes its user pause. Never blocks.
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

  /// Ends a connection here, as another instance is to [take its session over][#takeOver]. No other
  /// client is notified. If no instance takes it over, the traces of the connection are removed
  /// after some seconds, and its client may come back to the session.
  ///
  /// Everything that the connection was sent before this returns is part of the session.
  ///
  /// @throws IllegalStateException if the connection is not open
  public void handOver(Connection connection) {
    parts.exits.handOver(connection);
  }

  /// Ends a connection. One that was never [connected][#connect] leaves nothing.
  ///
  /// @param recoverable true if the client did not mean to leave, and may come back to the session
  /// @throws IllegalStateException if the connection has ended before
  public void disconnect(Connection connection, boolean recoverable) {
    parts.exits.disconnect(connection, recoverable);
  }

  /// Returns the counts of the connections of this instance.
  public ConnectionCounts connections() {
    return parts.figures.connections();
  }

  /// Returns the number of connections of this instance that use a transport now.
  ///
  /// @param transport a name that [Connection#transport()] returns
  public long connectionsBy(String transport) {
    return parts.open.count(transport);
  }

  /// Returns the number of topics that the connections of this instance follow.
  public int rooms() {
    return parts.fanout.size();
  }

  /// Returns the number of messages that the bus had lost and this instance delivered nevertheless.
  public long gapsFilled() {
    return parts.gaps.filled();
  }

  /// Returns the age of the last event that this instance sent to itself through the bus and
  /// received.
  public Optional<Duration> canaryAge() {
    return parts.readiness.canaryAge();
  }
}
