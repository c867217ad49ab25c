package com.sup.messenger.domain.call;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A call that waits for an answer, on every device of the one called.
///
/// @param profile how the caller is shown
/// @param caller the calling device
/// @param chatId the chat out of which the caller calls, where the caller says so
/// @param untold whether the instance at which it began has still to tell the one called
public record Ringing(
    CallId id,
    Profile profile,
    Leg caller,
    UserId targetId,
    CallType type,
    OpaqueJson offer,
    @Nullable ChatId chatId,
    Instant since,
    boolean untold)
    implements LiveCall {

  /// After so long, the instance that was to tell of the call has done so, or never will.
  private static final Duration TELLING = Duration.ofSeconds(5);

  @Override
  public UserId callerId() {
    return caller.user();
  }

  @Override
  public Stream<Leg> legs() {
    return Stream.of(caller);
  }

  @Override
  public Ringing with(Leg leg) {
    return new Ringing(id, profile, leg, targetId, type, offer, chatId, since, untold);
  }

  /// The one called has been told.
  public Ringing tell() {
    return new Ringing(id, profile, caller, targetId, type, offer, chatId, since, false);
  }

  /// What begins where the two users are in these calls, or in none.
  public Beginning meet(@Nullable LiveCall ofCaller, @Nullable LiveCall ofTarget) {
    if (ofCaller == null) {
      return ofTarget == null ? Beginning.RINGS : Beginning.TARGET_BUSY;
    }
    if (ofCaller instanceof Ringing other && other.callerId().equals(targetId)) {
      boolean first = id.value().compareTo(other.id.value()) < 0;
      return first ? Beginning.WINS_GLARE : Beginning.LOSES_GLARE;
    }
    return Beginning.CALLER_BUSY;
  }

  /// A device of the one called takes the call.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `CALL_CONFLICT` for a device of the caller
  public Active answer(Leg by, OpaqueJson answer, Instant at) {
    requireTarget(by.user());
    return new Active(id, caller, by, answer, at);
  }

  /// The one called refuses the call.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `CALL_CONFLICT` for the caller
  public Ended reject(UserId by, Instant at) {
    requireTarget(by);
    return ended(EndReason.DECLINED, at);
  }

  private void requireTarget(UserId user) {
    if (!user.equals(targetId)) {
      throw Call.conflict("The caller can only end the call");
    }
  }

  @Override
  public Ended end(UserId by, Instant at) {
    return ended(by.equals(targetId) ? EndReason.DECLINED : EndReason.CANCELLED, at);
  }

  @Override
  public Ended disconnect(Instant at) {
    return ended(EndReason.DISCONNECTED, at);
  }

  /// Nobody has answered in time.
  public Ended timeOut(Instant at) {
    return ended(EndReason.NO_ANSWER, at);
  }

  /// The one called is in another call.
  public Ended busy(Instant at) {
    return new Ended(id, callerId(), targetId, EndReason.BUSY, at, isStillUntold(at));
  }

  /// A call in the other direction goes on in the place of this one.
  public Ended glare(Instant at) {
    return new Ended(id, callerId(), targetId, EndReason.GLARE, at, isStillUntold(at));
  }

  private boolean isStillUntold(Instant now) {
    return untold && now.isBefore(since.plus(TELLING));
  }

  private Ended ended(EndReason reason, Instant at) {
    return new Ended(id, callerId(), targetId, reason, at, false);
  }
}
