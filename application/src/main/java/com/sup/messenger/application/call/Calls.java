package com.sup.messenger.application.call;

import com.sup.messenger.application.call.CallTransitions.Transition;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.AnswerCall;
import com.sup.messenger.application.event.ClientEvent.EndCall;
import com.sup.messenger.application.event.ClientEvent.InitiateCall;
import com.sup.messenger.application.event.ClientEvent.OfferCandidate;
import com.sup.messenger.application.event.ClientEvent.RejectCall;
import com.sup.messenger.application.event.ClientEvent.Renegotiate;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.notification.TimeOrderedIds;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The events of users in calls, and the states in which they are allowed (contract, "Calls").
public final class Calls {

  private final CallStore book;
  private final ChatDirectory directory;
  private final Memberships memberships;
  private final CallTransitions transitions;
  private final CallEvents events;
  private final IceServers iceServers;
  private final TimeOrderedIds ids;
  private final CallWatch watch;
  private final CallEvictions evictions;
  private final PreferenceStore preferences;

  public Calls(
      Ports ports,
      Settings settings,
      Memberships memberships,
      CallTransitions transitions,
      CallEvents events,
      CallWatch watch,
      CallEvictions evictions,
      InstantSource clock) {
    this.book = ports.callStore();
    this.directory = ports.chatDirectory();
    this.memberships = memberships;
    this.transitions = transitions;
    this.events = events;
    this.iceServers = new IceServers(settings.ice(), clock);
    this.ids = new TimeOrderedIds(clock);
    this.watch = watch;
    this.evictions = evictions;
    this.preferences = ports.preferenceStore();
  }

  /// Begins a call. [#ring] notifies the called user.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND`, `INVALID_PAYLOAD`, `PERMISSION_DENIED` if the users
  ///     share no chat, or `CALL_CONFLICT` if the caller is busy or the id is in use
  public Reply initiate(Connection connection, InitiateCall event) {
    Actor actor = connection.actor();
    requireCallable(actor.user(), event.targetUserId(), event.chatId());
    Ringing call =
        new Ringing(
            event.callId() == null ? new CallId(ids.next()) : event.callId(),
            actor.profile(),
            leg(connection),
            event.targetUserId(),
            event.callType(),
            event.offer(),
            event.chatId(),
            transitions.now(),
            true,
            preferences.hasBlocked(event.targetUserId(), actor.user()));
    begin(call);
    connection.calls().begun(call.id());
    return new Reply.CallInitiated(call.id(), iceServers.of(actor.user()));
  }

  private void requireCallable(UserId caller, UserId target, @Nullable ChatId chat) {
    if (target.equals(caller)) {
      throw new RefusedException(Refusal.INVALID_PAYLOAD, "targetUserId must be another user");
    }
    if (chat != null && !directory.isMember(chat, caller)) {
      throw RefusedException.chatNotFound();
    }
    if (chat == null ? !memberships.shareChat(caller, target) : !directory.isMember(chat, target)) {
      throw new RefusedException(Refusal.PERMISSION_DENIED, "You share no chat with this user");
    }
  }

  private void begin(Ringing call) {
    CallStore.Begun begun = book.begin(call, transitions.lifetimes());
    switch (begun.beginning()) {
      case RINGS, WINS_GLARE -> watch.watch(call);
      case TARGET_BUSY -> events.missed(call);
      case LOSES_GLARE -> {}
      case CALLER_BUSY -> throw Call.conflict("You are in another call");
      case ID_IN_USE -> throw Call.conflict("callId is that of another call of yours");
    }
    Ringing overtaken = begun.overtaken();
    if (overtaken != null) {
      tell(overtaken, overtaken.glare(call.since()));
    }
  }

  private void tell(Ringing overtaken, Ended after) {
    if (!after.untold()) {
      events.over(overtaken, after);
    }
  }

  /// Notifies the called user after the caller was sent the acknowledgement. If the call has ended
  /// by glare or a busy target, notifies of the end instead. Each side is sent the end once.
  public void ring(Actor caller, CallId id) {
    switch (book.find(caller.user(), id).orElse(null)) {
      case Ringing ringing when ringing.untold() -> ring(caller, ringing);
      case Ended ended when ended.untold() -> fail(caller, ended);
      case null, default -> {}
    }
  }

  private void ring(Actor caller, Ringing call) {
    if (call.unheard()) {
      unheard(caller, transitions.told(call));
    } else if (preferences.hasBlocked(call.targetId(), caller.user())) {
      // Blocked at the same time, and the block did not find the call.
      evictions.part(caller.user(), call.targetId());
    } else {
      events.ring(call);
      rung(caller, transitions.told(call));
    }
  }

  private void unheard(Actor caller, Call now) {
    if (now instanceof Ended ended && ended.untold()) {
      fail(caller, ended);
    }
  }

  private void fail(Actor caller, Ended call) {
    events.failed(call, caller, preferences.hasBlocked(call.targetId(), caller.user()));
  }

  private void rung(Actor caller, Call now) {
    switch (now) {
      // A removal between the check and the beginning did not find the call.
      case Ringing ringing -> evictions.review(ringing);
      case Ended ended when ended.untold() -> fail(caller, ended);
      // The transition did not wait for the ringing, so its event may have come before.
      case Active _, Ended _ -> events.stopRinging(now);
    }
  }

  /// Answers a call on the device of the connection. The other devices of its user stop ringing.
  ///
  /// @throws RefusedException `CALL_NOT_FOUND` or `CALL_CONFLICT`
  public Reply answer(Connection connection, AnswerCall event) {
    Actor actor = connection.actor();
    Active call =
        transitions
            .require(
                actor,
                event.callId(),
                Ringing.class,
                now -> now.answer(leg(connection), event.answer(), transitions.now()))
            .after();
    events.answered(call);
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
      events.candidate(active, actor.userDevice(), event.candidate());
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
    events.renegotiated(active, actor.userDevice(), event.description());
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

  private static Leg leg(Connection connection) {
    Actor actor = connection.actor();
    return Leg.present(actor.user(), actor.device(), connection.id());
  }
}
