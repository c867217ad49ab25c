package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallAnswered;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.application.event.ServerEvent.CallIncoming;
import com.sup.messenger.application.event.ServerEvent.CallRejected;
import com.sup.messenger.application.event.ServerEvent.CallRenegotiated;
import com.sup.messenger.application.event.ServerEvent.CandidateOffered;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Envelope.Origin;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.EndReason;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import com.sup.messenger.domain.call.SessionDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Publishes the events of calls to the devices of both users.
public final class CallEvents {

  private final EventBus bus;
  private final CallStore book;
  private final Notifications notifications;
  private final CallPushes pushes;
  private final CallTransitions transitions;
  private final Observer observer;

  public CallEvents(
      Ports ports,
      Notifications notifications,
      CallPushes pushes,
      CallTransitions transitions,
      Observer observer) {
    this.pushes = pushes;
    this.transitions = transitions;
    this.observer = observer;
    this.bus = ports.eventBus();
    this.book = ports.callStore();
    this.notifications = notifications;
  }

  ServerEvent incoming(Ringing call) {
    return new CallIncoming(
        call.id(),
        call.callerId(),
        call.profile().username(),
        call.profile().avatar(),
        call.type(),
        call.offer(),
        call.chatId(),
        CallStatus.INCOMING,
        transitions.ringEnd(call));
  }

  /// Returns the event that stops the devices of the called user from ringing.
  static ServerEvent noLongerRinging(Call call) {
    if (!(call instanceof Ended ended)) {
      return end(call, CallEnded.ANSWERED_ELSEWHERE);
    }
    boolean declined = ended.reason() == EndReason.DECLINED;
    return end(call, declined ? "rejected-elsewhere" : ended.reason().word());
  }

  /// Returns the event that tells a party late of the end, without the words that its author gave.
  static ServerEvent lateEnd(Call call, UserId party) {
    boolean rejected =
        call instanceof Ended ended
            && (ended.reason() == EndReason.BUSY || ended.reason() == EndReason.DECLINED);
    return rejected && party.equals(call.callerId())
        ? rejection(call, ((Ended) call).reason().word())
        : noLongerRinging(call);
  }

  private static ServerEvent end(Call call, @Nullable String reason) {
    return new CallEnded(call.id(), reason, CallStatus.ENDED);
  }

  private static ServerEvent rejection(Call call, @Nullable String reason) {
    return new CallRejected(call.id(), reason, CallStatus.REJECTED);
  }

  void ring(Ringing call) {
    toUser(call.targetId(), incoming(call), null);
    pushes.ring(call);
  }

  void stopRinging(Call call) {
    Origin answering =
        call instanceof Active active
            ? new Origin(active.targetId(), active.target().connectionId())
            : null;
    toUser(call.targetId(), noLongerRinging(call), answering);
    pushes.stopRinging(call);
  }

  /// Publishes the end of a call that never rang: glare or a busy target.
  ///
  /// @param unheard true if the called user is not told
  void failed(Ended call, Actor caller, boolean unheard) {
    observer.callEnded(call.reason());
    String reason = call.reason().word();
    boolean busy = call.reason() == EndReason.BUSY;
    toDevice(caller.userDevice(), busy ? rejection(call, reason) : end(call, reason));
    if (call.reason() == EndReason.GLARE && !unheard) {
      stopRinging(call);
    }
  }

  /// Publishes the answer of a call. A calling device that is away is sent it when it returns.
  void answered(Active call) {
    stopRinging(call);
    // Before the answer: after it the caller may renegotiate, and its candidates were first.
    release(call, call.caller());
    if (!call.caller().isAway()) {
      answerToCaller(call);
    }
  }

  private void answerToCaller(Active call) {
    toDevice(call.caller().userDevice(), answer(call));
    release(call, call.target());
  }

  /// Sends the calling connection an answer that it was not sent.
  void answerLate(Active call, Connection caller) {
    caller.send(answer(call));
    release(call, call.target());
  }

  private static CallAnswered answer(Active call) {
    return new CallAnswered(call.id(), call.answer(), CallStatus.ANSWERED);
  }

  /// Sends the kept candidates of a device, until none is left. Later ones are not kept, so the
  /// order holds.
  void release(Active call, Leg from) {
    List<OpaqueJson> kept;
    do {
      kept = book.release(call.id(), from.userDevice());
      kept.forEach(candidate -> candidate(call, from.userDevice(), candidate));
    } while (!kept.isEmpty());
  }

  /// Sends a candidate to the device on the other side.
  void candidate(Active call, UserDevice from, OpaqueJson candidate) {
    toOther(call, from, new CandidateOffered(call.id(), candidate));
  }

  /// Sends a session description to the device on the other side.
  void renegotiated(Active call, UserDevice from, SessionDescription description) {
    toOther(call, from, new CallRenegotiated(call.id(), description));
  }

  private void toOther(Active call, UserDevice from, ServerEvent event) {
    toDevice(call.legOppositeTo(from.user()).userDevice(), event);
  }

  void rejected(Ringing before, Ended after, @Nullable String reason, Origin by) {
    over(before, after, rejection(after, reason), by);
  }

  void ended(LiveCall before, Ended after, @Nullable String reason, Origin by) {
    over(before, after, end(after, reason), by);
  }

  /// Publishes the end of a call that no device has ended.
  void over(LiveCall before, Ended after) {
    over(before, after, end(after, after.reason().word()), null);
  }

  private void over(LiveCall before, Ended after, ServerEvent told, @Nullable Origin by) {
    observer.callEnded(after.reason());
    before.legs().map(Leg::userDevice).forEach(device -> toDevice(device, told, by));
    if (before instanceof Ringing ringing && !ringing.unheard()) {
      boolean declined = after.reason() == EndReason.DECLINED;
      toUser(after.targetId(), declined ? noLongerRinging(after) : told, by);
      pushes.stopRinging(after);
      if (after.reason().isMissed()) {
        missed(ringing);
      }
    }
  }

  /// Notifies the called user of a call that was not answered.
  void missed(Ringing call) {
    notifications.missedCall(call.targetId(), call.profile(), call.id(), call.type());
  }

  private void toDevice(UserDevice device, ServerEvent event) {
    toDevice(device, event, null);
  }

  private void toDevice(UserDevice device, ServerEvent event, @Nullable Origin except) {
    Topic topic = new Topic.User(device.user());
    bus.publish(new Envelope(topic, new Signal.ShowOn(device.device(), event), except));
  }

  private void toUser(UserId user, ServerEvent event, @Nullable Origin except) {
    bus.publish(new Envelope(new Topic.User(user), new Signal.Show(event), except));
  }
}
