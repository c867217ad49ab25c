package com.sup.messenger.domain.call;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.stream.Stream;

/// A call that was answered. It connects exactly two devices.
///
/// @param caller the device that called
/// @param target the device that answered
/// @param answer the SDP answer of that device; the service does not read it
/// @param since the time of the answer
public record Active(CallId id, Leg caller, Leg target, OpaqueJson answer, Instant since)
    implements LiveCall {

  @Override
  public UserId callerId() {
    return caller.user();
  }

  @Override
  public UserId targetId() {
    return target.user();
  }

  @Override
  public Stream<Leg> legs() {
    return Stream.of(caller, target);
  }

  /// Returns the device on the other side of a user.
  public Leg legOppositeTo(UserId user) {
    return user.equals(callerId()) ? target : caller;
  }

  /// Returns true if the calling device was away when the answer came, and is still away.
  public boolean isUntold() {
    Instant away = caller.awaySince();
    return away != null && !away.isAfter(since);
  }

  @Override
  public Active with(Leg leg) {
    return leg.user().equals(callerId())
        ? new Active(id, leg, target, answer, since)
        : new Active(id, caller, leg, answer, since);
  }

  @Override
  public Ended end(UserId by, Instant at) {
    return ended(EndReason.HUNG_UP, at);
  }

  @Override
  public Ended disconnect(Instant at) {
    return ended(EndReason.DISCONNECTED, at);
  }

  @Override
  public Ended forbid(Instant at) {
    return ended(EndReason.NOT_ALLOWED, at);
  }

  private Ended ended(EndReason reason, Instant at) {
    return new Ended(id, callerId(), targetId(), reason, at, false);
  }
}
