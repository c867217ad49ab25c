package com.sup.messenger.domain.call;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// A call between two users. It rings, is answered, and ends (contract, "Calls").
///
/// Each state has methods only for the transitions that are legal in it.
public sealed interface Call permits LiveCall, Ended {

  /// Returns the id of the call.
  CallId id();

  /// Returns the user who called.
  UserId callerId();

  /// Returns the user who was called.
  UserId targetId();

  /// Returns the time at which the call entered this state.
  Instant since();

  /// Returns true if the user is the caller or the called user.
  default boolean hasParty(UserId user) {
    return user.equals(callerId()) || user.equals(targetId());
  }

  /// Makes the refusal of a transition that the state of the call does not allow.
  static RefusedException conflict(String message) {
    return new RefusedException(Refusal.CALL_CONFLICT, message);
  }
}
