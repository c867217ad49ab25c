package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.util.Optional;
import java.util.function.Predicate;

/// The devices of calls. A device that drops may return within a time.
public final class CallLegs {

  private final CallStore book;
  private final CallTransitions transitions;
  private final CallEvents events;
  private final CallMedia media;
  private final CallWatch watch;
  private final ConnectionRegistry roster;

  public CallLegs(
      Ports ports,
      CallTransitions transitions,
      CallEvents events,
      CallMedia media,
      CallWatch watch) {
    this.book = ports.callStore();
    this.roster = ports.connectionRegistry();
    this.transitions = transitions;
    this.events = events;
    this.media = media;
    this.watch = watch;
  }

  /// Begins to ring on a connection, or puts its device back into its call. The connection already
  /// follows the topic of its user.
  public void connected(Connection connection) {
    book.of(connection.actor().user()).ifPresent(call -> connected(connection, call));
  }

  private void connected(Connection connection, LiveCall call) {
    if (call instanceof Ringing ringing && ringing.targetId().equals(connection.actor().user())) {
      ring(connection, ringing);
    } else {
      comeBack(connection, call.id(), Leg::isAway);
    }
  }

  /// Returns the latest call of a new connection's user, for [#arrived]. The connection already
  /// follows the topic of its user.
  public Optional<Call> latest(Connection connection) {
    return book.latest(connection.actor().user());
  }

  /// Begins as [#connected] does. Also sends a returning device the end of the latest call, which
  /// it may have missed.
  ///
  /// @param latest the call that was read at the beginning of the arrival. If it has gone on since
  ///     then, the steps below find that.
  public void arrived(Connection connection, Optional<Call> latest) {
    Call call = latest.orElse(null);
    if (call instanceof LiveCall live) {
      connected(connection, live);
    }
    if (call != null && connection.actor().receiver().lasting() && isOverFor(connection, call)) {
      connection.send(CallEvents.lateEnd(call, connection.actor().user()));
    }
  }

  private boolean isOverFor(Connection connection, Call call) {
    boolean over =
        switch (call) {
          case Ringing _ -> false;
          case Active active ->
              active.targetId().equals(connection.actor().user())
                  && leg(active, connection.actor()).isEmpty();
          case Ended _ -> true;
        };
    // As long as the id of an ended call is known.
    return over && transitions.now().isBefore(call.since().plus(transitions.lifetimes().ended()));
  }

  private void ring(Connection connection, Ringing ringing) {
    connection.send(events.incoming(ringing));
    // The news of its end may have come before.
    book.find(connection.actor().user(), ringing.id())
        .filter(call -> !(call instanceof Ringing) && !isIn(call, connection))
        .ifPresent(call -> connection.send(CallEvents.noLongerRinging(call)));
  }

  /// Returns true if a leg is that of the connection.
  static boolean isOf(Connection connection, Leg leg) {
    return leg.connectionId().equals(connection.id());
  }

  static boolean isIn(Call call, Connection connection) {
    return call instanceof LiveCall live
        && leg(live, connection.actor()).filter(leg -> isOf(connection, leg)).isPresent();
  }

  private static Optional<Leg> leg(LiveCall call, Actor actor) {
    return call.leg(actor.user(), actor.device());
  }

  /// Puts a connection into the place of its device in the call.
  ///
  /// @param free accepts the legs that may be replaced
  void comeBack(Connection connection, CallId id, Predicate<Leg> free) {
    Actor actor = connection.actor();
    transitions
        .attempt(
            actor.user(),
            id,
            LiveCall.class,
            call -> leg(call, actor).filter(free).map(leg -> call.with(leg.enter(connection.id()))))
        .map(CallTransitions.Transition::before)
        .ifPresent(before -> goOn(connection, before));
  }

  private void goOn(Connection connection, LiveCall call) {
    boolean isCaller = call.callerId().equals(connection.actor().user());
    if (call instanceof Active active && isCaller && active.isUntold()) {
      media.answerLate(active, connection);
    } else if (call instanceof Active) {
      connection.calls().answered(call.id());
    } else {
      connection.calls().known(call.id());
    }
  }

  /// Puts an open connection back into its call, in case it counted as away by mistake.
  public void reenter(Connection connection) {
    Actor actor = connection.actor();
    book.of(actor.user())
        .filter(
            call ->
                leg(call, actor).filter(leg -> leg.isAway() && isOf(connection, leg)).isPresent())
        .ifPresent(call -> comeBack(connection, call.id(), Leg::isAway));
  }

  /// Returns true if a device is in a call, on this connection or on another.
  public boolean isInCall(Actor actor) {
    return book.of(actor.user()).flatMap(call -> leg(call, actor)).isPresent();
  }

  /// Returns the call that a connection is in.
  public Optional<CallId> callOf(ConnectionRegistry.Entry connection) {
    return book.of(connection.user())
        .filter(live -> legOf(connection, live).isPresent())
        .map(Call::id);
  }

  private static Optional<Leg> legOf(ConnectionRegistry.Entry connection, LiveCall call) {
    return call.leg(connection.user(), connection.device())
        .filter(leg -> leg.connectionId().equals(connection.connectionId()));
  }

  /// Ends the part of a connection in a call. Another connection of its device takes its place, or
  /// the device counts as away.
  public void leave(ConnectionRegistry.Entry gone, CallId id) {
    Optional<ConnectionRegistry.Entry> other = otherOfDevice(gone);
    transitions
        .attempt(
            gone.user(),
            id,
            LiveCall.class,
            call -> legOf(gone, call).map(leg -> call.with(next(leg, other))))
        .ifPresent(change -> watch.watch(change.after()));
  }

  private Leg next(Leg leg, Optional<ConnectionRegistry.Entry> other) {
    return other
        .map(connection -> leg.enter(connection.connectionId()))
        .orElseGet(() -> leg.leave(transitions.now()));
  }

  /// Returns another connection of the same device.
  private Optional<ConnectionRegistry.Entry> otherOfDevice(ConnectionRegistry.Entry gone) {
    return roster.of(gone.user()).stream()
        .filter(other -> other.device().equals(gone.device()))
        .filter(other -> !other.connectionId().equals(gone.connectionId()))
        .findAny();
  }
}
