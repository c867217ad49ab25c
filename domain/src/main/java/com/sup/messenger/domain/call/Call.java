package com.sup.messenger.domain.call;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.time.Instant;

/// A call between two users: it rings, is answered, and ends (contract, "Calls").
///
/// Each state has the transitions that are legal in it, and no others.
public sealed interface Call permits LiveCall, Ended {

  /// The call.
  CallId id();

  /// Who called.
  UserId callerId();

  /// Who was called.
  UserId targetId();

  /// When the call came into this state.
  Instant since();

  /// Whether the user is the caller or the one called.
  default boolean hasParty(UserId user) {
    return user.equals(callerId()) || user.equals(targetId());
  }

  /// The state of a call does not allow what is asked for.
  static RefusedException conflict(String message) {
    return new RefusedException(Refusal.CALL_CONFLICT, message);
  }
}
