package com.sup.messenger.application.call;

import com.sup.messenger.application.call.CallTransitions.Transition;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.AnswerCall;
import com.sup.messenger.application.event.ClientEvent.EndCall;
import com.sup.messenger.application.event.ClientEvent.OfferCandidate;
import com.sup.messenger.application.event.ClientEvent.RejectCall;
import com.sup.messenger.application.event.ClientEvent.Renegotiate;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import org.jspecify.annotations.Nullable;

/// The events of users in calls that have begun, and the states in which they are allowed
/// (contract, "Calls").
public final class Calls {

  private final CallStore book;
  private final CallTransitions transitions;
  private final CallEvents events;
  private final CallMedia media;
  private final IceServers iceServers;

  public Calls(
      CallStore book,
      CallTransitions transitions,
      CallEvents events,
      CallMedia media,
      IceServers iceServers) {
    this.book = book;
    this.transitions = transitions;
    this.events = events;
    this.media = media;
    this.iceServers = iceServers;
  }

  /// Answers a call on the device of the connection. The other devices of its user stop ringing.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND` or `CALL_CONFLICT`
  public Reply answer(Connection connection, AnswerCall event) {
    Actor actor = connection.actor();
    Leg here = Leg.present(actor.user(), actor.device(), connection.id());
    Active call =
        transitions
            .require(
                actor,
                event.callId(),
                Ringing.class,
                now -> now.answer(here, event.answer(), transitions.now()))
            .after();
    media.answered(call);
    return new Reply.CallTaken(iceServers.of(actor.user()));
  }

  /// Rejects a ringing call.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND` or `CALL_CONFLICT`
  public Reply reject(Connection connection, RejectCall event) {
    Actor actor = connection.actor();
    Transition<Ringing, Ended> change =
        transitions.require(
            actor,
            event.callId(),
            Ringing.class,
            call -> call.reject(actor.user(), transitions.now()));
    events.rejected(change.before(), change.after(), text(event.reason()), connection.origin());
    connection.calls().ended(event.callId());
    return new Reply.Done();
  }

  /// Ends a call.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND` or `CALL_CONFLICT`
  public Reply end(Connection connection, EndCall event) {
    Actor actor = connection.actor();
    Transition<LiveCall, Ended> change =
        transitions.require(
            actor,
            event.callId(),
            LiveCall.class,
            call -> call.end(actor.user(), transitions.now()));
    events.ended(change.before(), change.after(), text(event.reason()), connection.origin());
    connection.calls().ended(event.callId());
    return new Reply.Done();
  }

  private static @Nullable String text(@Nullable Text reason) {
    return reason == null ? null : reason.value();
  }

  /// Sends a candidate to the other device, or keeps it until there is one.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND`, or `CALL_CONFLICT` if this device is not in the
  ///     call or too many candidates wait
  public Reply offer(Actor actor, OfferCandidate event) {
    requireDevice(actor, event.callId());
    switch (book.keep(event.callId(), actor.userDevice(), event.candidate())) {
      case KEPT -> {}
      case FULL -> throw Call.conflict("Enough candidates wait for the answer");
      case OVER -> handOn(actor, event);
    }
    return new Reply.Done();
  }

  // The call may have been answered or ended since.
  private void handOn(Actor actor, OfferCandidate event) {
    if (requireDevice(actor, event.callId()) instanceof Active active) {
      media.candidate(active, actor.userDevice(), event.candidate());
    }
  }

  /// Sends a new session description to the other device of an answered call.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND`, or `CALL_CONFLICT` if the call is not answered or
  ///     this device is not in it. Also if the other device is away: it would miss the description
  public Reply renegotiate(Actor actor, Renegotiate event) {
    if (!(requireDevice(actor, event.callId()) instanceof Active active)) {
      throw Call.conflict("The call has not been answered");
    }
    if (active.legOppositeTo(actor.user()).isAway()) {
      throw Call.conflict("The other device is away");
    }
    media.renegotiated(active, actor.userDevice(), event.description());
    return new Reply.Done();
  }

  private Call requireDevice(Actor actor, CallId id) {
    Call call = transitions.require(actor, id);
    boolean rings = call instanceof Ringing && call.targetId().equals(actor.user());
    boolean isIn =
        call instanceof LiveCall live && live.leg(actor.user(), actor.device()).isPresent();
    if (!rings && !isIn) {
      throw Call.conflict("This device is not in the call");
    }
    return call;
  }
}
