package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.InitiateCall;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.notification.TimeOrderedIds;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.Ringing;
import org.jspecify.annotations.Nullable;

/// The beginnings of calls, and the notification of the called users (contract, "Calls").
public final class CallBeginnings {

  private final Ports ports;
  private final Memberships memberships;
  private final CallTransitions transitions;
  private final CallEvents events;
  private final CallWatch watch;
  private final CallEvictions evictions;
  private final IceServers iceServers;
  private final TimeOrderedIds ids;

  public CallBeginnings(
      Ports ports,
      Memberships memberships,
      CallTransitions transitions,
      CallEvents events,
      CallWatch watch,
      CallEvictions evictions,
      IceServers iceServers,
      TimeOrderedIds ids) {
    this.ports = ports;
    this.memberships = memberships;
    this.transitions = transitions;
    this.events = events;
    this.watch = watch;
    this.evictions = evictions;
    this.iceServers = iceServers;
    this.ids = ids;
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
            Leg.present(actor.user(), actor.device(), connection.id()),
            event.targetUserId(),
            event.callType(),
            event.offer(),
            event.chatId(),
            transitions.now(),
            true,
            ports.preferenceStore().hasBlocked(event.targetUserId(), actor.user()));
    begin(call);
    connection.calls().begun(call.id());
    return new Reply.CallInitiated(call.id(), iceServers.of(actor.user()));
  }

  private void requireCallable(UserId caller, UserId target, @Nullable ChatId chat) {
    if (target.equals(caller)) {
      throw new RefusedException(Refusal.INVALID_PAYLOAD, "targetUserId must be another user");
    }
    if (chat != null && !ports.chatDirectory().isMember(chat, caller)) {
      throw RefusedException.chatNotFound();
    }
    if (chat == null
        ? !memberships.shareChat(caller, target)
        : !ports.chatDirectory().isMember(chat, target)) {
      throw new RefusedException(Refusal.PERMISSION_DENIED, "You share no chat with this user");
    }
  }

  private void begin(Ringing call) {
    CallStore.Begun begun = ports.callStore().begin(call, transitions.lifetimes());
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
    switch (ports.callStore().find(caller.user(), id).orElse(null)) {
      case Ringing ringing when ringing.untold() -> ring(caller, ringing);
      case Ended ended when ended.untold() -> fail(caller, ended);
      case null, default -> {}
    }
  }

  private void ring(Actor caller, Ringing call) {
    if (call.unheard()) {
      if (transitions.told(call) instanceof Ended ended && ended.untold()) {
        fail(caller, ended);
      }
    } else if (ports.preferenceStore().hasBlocked(call.targetId(), caller.user())) {
      // Blocked at the same time, and the block did not find the call.
      evictions.part(caller.user(), call.targetId());
    } else {
      events.ring(call);
      rung(caller, transitions.told(call));
    }
  }

  private void fail(Actor caller, Ended call) {
    events.failed(call, caller, ports.preferenceStore().hasBlocked(call.targetId(), caller.user()));
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
}
