package com.sup.messenger.application.call;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallAnswered;
import com.sup.messenger.application.event.ServerEvent.CallRenegotiated;
import com.sup.messenger.application.event.ServerEvent.CandidateOffered;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.SessionDescription;
import java.util.List;

/// Publishes the answers, candidates and session descriptions by which two devices connect.
public final class CallMedia {

  private final EventBus bus;
  private final CallStore book;
  private final CallEvents events;

  public CallMedia(EventBus bus, CallStore book, CallEvents events) {
    this.bus = bus;
    this.book = book;
    this.events = events;
  }

  /// Publishes the answer of a call. A calling device that is away is sent it when it returns.
  void answered(Active call) {
    events.stopRinging(call);
    // Before the answer: after it the caller may renegotiate, and its candidates were first.
    release(call, call.caller());
    if (!call.caller().isAway()) {
      answerToCaller(call);
    }
  }

  private void answerToCaller(Active call) {
    bus.publish(CallEvents.toDevice(call.caller().userDevice(), answer(call), null));
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
    UserDevice to = call.legOppositeTo(from.user()).userDevice();
    List<OpaqueJson> kept;
    do {
      kept = book.release(call.id(), from.userDevice());
      bus.publish(
          kept.stream()
              .map(
                  candidate ->
                      CallEvents.toDevice(to, new CandidateOffered(call.id(), candidate), null))
              .toList());
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
    UserDevice other = call.legOppositeTo(from.user()).userDevice();
    bus.publish(CallEvents.toDevice(other, event, null));
  }
}
