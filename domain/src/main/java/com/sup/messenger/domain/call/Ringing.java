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

/// A call that waits for an answer. It rings on every device of the called user.
///
/// The call of a blocked user is unheard: nothing rings, and the called user is free for other
/// calls. To the caller, it is a call that nobody answers (contract, "State and changes").
///
/// @param profile the caller as others see them
/// @param caller the calling device
/// @param offer the SDP offer of that device; the service does not read it
/// @param chatId the chat from which the caller calls, if the caller names one
/// @param untold true if the instance at which the call began has still to tell the called user
/// @param unheard true if the called user is never told
public record Ringing(
    CallId id,
    Profile profile,
    Leg caller,
    UserId targetId,
    CallType type,
    OpaqueJson offer,
    @Nullable ChatId chatId,
    Instant since,
    boolean untold,
    boolean unheard)
    implements LiveCall {

  /// After so long, the instance that was to tell of the call has done so, or never will.
  private static final Duration TELLING = Duration.ofSeconds(5);

  /// Makes a call that is heard.
  public Ringing(
      CallId id,
      Profile profile,
      Leg caller,
      UserId targetId,
      CallType type,
      OpaqueJson offer,
      @Nullable ChatId chatId,
      Instant since,
      boolean untold) {
    this(id, profile, caller, targetId, type, offer, chatId, since, untold, false);
  }

  @Override
  public UserId callerId() {
    return caller.user();
  }

  /// Returns true if the user is the caller, or the called user of a call that is heard.
  @Override
  public boolean hasParty(UserId user) {
    return user.equals(callerId()) || (!unheard && user.equals(targetId));
  }

  @Override
  public Stream<Leg> legs() {
    return Stream.of(caller);
  }

  @Override
  public Ringing with(Leg leg) {
    return new Ringing(id, profile, leg, targetId, type, offer, chatId, since, untold, unheard);
  }

  /// Returns the same call after the called user has been told.
  public Ringing tell() {
    return new Ringing(id, profile, caller, targetId, type, offer, chatId, since, false, unheard);
  }

  /// Decides how this call begins.
  ///
  /// @param ofCaller the call that the caller is in, or null
  /// @param ofTarget the call that the called user is in, or null
  public Beginning meet(@Nullable LiveCall ofCaller, @Nullable LiveCall ofTarget) {
    LiveCall other = opposite(ofCaller, ofTarget);
    if (other != null) {
      boolean first = id.value().compareTo(other.id().value()) < 0;
      return first ? Beginning.WINS_GLARE : Beginning.LOSES_GLARE;
    }
    if (ofCaller != null) {
      return Beginning.CALLER_BUSY;
    }
    return ofTarget == null || unheard ? Beginning.RINGS : Beginning.TARGET_BUSY;
  }

  private @Nullable LiveCall opposite(@Nullable LiveCall ofCaller, @Nullable LiveCall ofTarget) {
    if (ofCaller != null) {
      boolean opposite = ofCaller instanceof Ringing call && call.callerId().equals(targetId);
      return opposite ? ofCaller : null;
    }
    return !unheard && isUnheardBy(ofTarget, callerId()) ? ofTarget : null;
  }

  // The caller of an unheard call sees a glare as if it were heard.
  private static boolean isUnheardBy(@Nullable LiveCall call, UserId user) {
    return call instanceof Ringing ringing && ringing.unheard && ringing.targetId.equals(user);
  }

  /// Answers the call on a device of the called user.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `CALL_CONFLICT` if the device is the
  ///     caller's
  public Active answer(Leg by, OpaqueJson answer, Instant at) {
    requireTarget(by.user());
    return new Active(id, caller, by, answer, at);
  }

  /// Rejects the call in the name of the called user.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `CALL_CONFLICT` if the user is the caller
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

  @Override
  public Ended forbid(Instant at) {
    return ended(EndReason.NOT_ALLOWED, at);
  }

  /// Ends the call because nobody answered in time.
  public Ended timeOut(Instant at) {
    return ended(EndReason.NO_ANSWER, at);
  }

  /// Ends the call because the called user is in another call.
  public Ended busy(Instant at) {
    return new Ended(id, callerId(), targetId, EndReason.BUSY, at, isStillUntold(at));
  }

  /// Ends the call because a call in the other direction replaces it.
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
