package com.sup.messenger.application;

import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.admin.Operations;
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
import com.sup.messenger.application.instance.Figures;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.FrameNote;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.trace.FrameTaps;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The door for the connections of clients.
///
/// Safe for use by many threads. The calls for one connection come one at a time. Every method may
/// throw [com.sup.messenger.domain.RefusedException] or
/// [com.sup.messenger.application.port.UnavailableException].
public final class ChatApplication {

  private final Wiring parts;
  private final EventRouter router;
  private final RegularWork work;

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
    router = new EventRouter(parts);
    work = new RegularWork(parts);
  }

  /// Returns the door for back-ends.
  public Administration administration() {
    return parts.administration;
  }

  /// Returns the door for operators.
  public Operations operations() {
    return parts.operations;
  }

  /// Returns the notes of frames for operators, to which a gateway adds.
  public FrameTaps frames() {
    return parts.frames;
  }

  /// Adds a figure to those that this instance reports to the others. Call it at the start.
  ///
  /// @param name a name of its own; a count since the start begins with [Figures#COUNT]
  /// @param value returns the figure; must not block
  public void report(String name, LongSupplier value) {
    parts.figures.report(name, value);
  }

  /// Begins the regular work of the instance: it renews its lease, reviews its connections, and
  /// ends the connections and calls of dead instances.
  public void start() {
    work.begin();
  }

  /// Ends the regular work and the lease. The other instances clean up after this one.
  public void stop() {
    work.end();
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
      refused(e.code());
      throw e;
    }
  }

  private void refused(ConnectionRefusedException.Code code) {
    parts.observer.refused(code);
    parts.refusals.connection(code);
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
      refused(e.code());
      parts.frames.note(actor, FrameNote.Kind.LIFE, "refused", 0, e.code().name());
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

  /// Handles an event of a client, within the limits of its user and the deadline of the thread.
  ///
  /// @param name the name on the wire, known or not
  /// @param event reads the payload; called after the event has been counted
  public Reply handle(Connection connection, String name, Supplier<ClientEvent> event) {
    UserId user = connection.actor().user();
    return parts.answering.answer(user, name, () -> handle(connection, event.get()));
  }

  Reply handle(Connection connection, ClientEvent event) {
    return router.handle(connection, event);
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
