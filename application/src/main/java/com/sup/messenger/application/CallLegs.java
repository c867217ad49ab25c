package com.sup.messenger.application;

import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.CallBook;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.Topic;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.time.Duration;
import java.util.Optional;

/// The devices of calls, as they come and go: one that drops may come back within a time.
final class CallLegs {

  private final CallBook book;
  private final CallTransitions transitions;
  private final CallEvents events;
  private final Fanout fanout;
  private final Alarms alarms;
  private final Duration callReturn;

  CallLegs(
      CallBook book,
      CallTransitions transitions,
      CallEvents events,
      Fanout fanout,
      Alarms alarms,
      Duration callReturn) {
    this.book = book;
    this.transitions = transitions;
    this.events = events;
    this.fanout = fanout;
    this.alarms = alarms;
    this.callReturn = callReturn;
  }

  /// A device has connected, and follows what its user is told: it may have to ring, or be in a
  /// call.
  void connected(Connection connection) {
    Actor actor = connection.actor();
    LiveCall call = book.of(actor.user()).orElse(null);
    if (call instanceof Ringing ringing && ringing.targetId().equals(actor.user())) {
      ring(connection, ringing);
    } else if (call != null) {
      comeBack(connection, call.id());
    }
  }

  private void ring(Connection connection, Ringing ringing) {
    connection.send(CallEvents.incoming(ringing));
    // What became of it may have been told before.
    book.find(ringing.id())
        .filter(call -> !(call instanceof Ringing) && !isIn(call, connection.actor()))
        .ifPresent(call -> connection.send(CallEvents.noLongerRinging(call)));
  }

  /// A session goes on: a call that it was in, or that rang there, may be over.
  void resumed(Connection connection, Snapshot before) {
    if (before.call() != null) {
      endIfOver(connection, before.call());
    }
    for (Snapshot.Sent sent : before.sent()) {
      if (sent.event() instanceof ServerEvent.CallIncoming incoming) {
        silence(connection, incoming.callId());
      }
    }
  }

  private void endIfOver(Connection connection, CallId id) {
    Call known = book.find(id).orElse(null);
    if (known == null || known instanceof Ended) {
      String reason = known instanceof Ended ended ? ended.reason().word() : null;
      connection.send(new ServerEvent.CallEnded(id, reason, CallStatus.ENDED));
    }
  }

  private void silence(Connection connection, CallId id) {
    Optional<Call> known = book.find(id);
    boolean goesOn =
        known.filter(c -> c instanceof Ringing || isIn(c, connection.actor())).isPresent();
    if (!goesOn) {
      connection.send(
          known
              .map(CallEvents::noLongerRinging)
              .orElse(new ServerEvent.CallEnded(id, null, CallStatus.ENDED)));
    }
  }

  private static boolean isIn(Call call, Actor actor) {
    return call instanceof LiveCall live && leg(live, actor).isPresent();
  }

  private static Optional<Leg> leg(LiveCall call, Actor actor) {
    return call.leg(actor.user(), actor.device());
  }

  private void comeBack(Connection connection, CallId id) {
    Actor actor = connection.actor();
    transitions
        .attempt(
            id,
            LiveCall.class,
            call -> leg(call, actor).map(leg -> call.with(leg.enter(connection.id()))))
        .map(CallTransitions.Transition::before)
        .filter(before -> before instanceof Active)
        .map(Active.class::cast)
        .filter(active -> actor.user().equals(active.callerId()) && active.isUntold())
        .ifPresent(events::answerToCaller);
  }

  /// A connection has ended; the call that its device was in.
  Optional<CallId> disconnected(Connection connection) {
    Optional<CallId> call =
        book.of(connection.actor().user()).filter(live -> isBehind(connection, live)).map(Call::id);
    call.ifPresent(id -> leave(connection, id));
    return call;
  }

  private static boolean isBehind(Connection connection, LiveCall call) {
    return leg(call, connection.actor())
        .filter(leg -> leg.connectionId().equals(connection.id()))
        .isPresent();
  }

  private void leave(Connection connection, CallId id) {
    Actor actor = connection.actor();
    Optional<Connection> other = otherOfDevice(connection);
    transitions
        .attempt(
            id,
            LiveCall.class,
            call ->
                leg(call, actor)
                    .filter(_ -> isBehind(connection, call))
                    .map(leg -> call.with(next(leg, other))))
        .flatMap(change -> leg(change.after(), actor))
        .filter(Leg::isAway)
        .ifPresent(leg -> alarms.after(callReturn, () -> giveUp(id, leg)));
  }

  private Leg next(Leg leg, Optional<Connection> other) {
    return other.map(c -> leg.enter(c.id())).orElseGet(() -> leg.leave(transitions.now()));
  }

  /// The device may be connected a second time.
  private Optional<Connection> otherOfDevice(Connection connection) {
    Actor actor = connection.actor();
    return fanout.followersOf(new Topic.User(actor.user())).stream()
        .filter(other -> !other.equals(connection) && other.actor().device().equals(actor.device()))
        .findAny();
  }

  private void giveUp(CallId id, Leg away) {
    transitions
        .attempt(
            id,
            LiveCall.class,
            call ->
                call.leg(away.user(), away.device())
                    .filter(away::equals)
                    .map(_ -> call.disconnect(transitions.now())))
        .ifPresent(change -> events.over(change.before(), change.after()));
  }
}
