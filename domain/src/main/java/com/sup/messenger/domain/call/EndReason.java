package com.sup.messenger.domain.call;

/// The reason why a call ended.
public enum EndReason {
  /// Nobody answered in time.
  NO_ANSWER,
  /// The caller ended it before it was answered.
  CANCELLED,
  /// The called user rejected it.
  DECLINED,
  /// The called user was in another call.
  BUSY,
  /// Both users called each other, and the other call continued.
  GLARE,
  /// A party ended it after it was answered.
  HUNG_UP,
  /// A device dropped and did not come back.
  DISCONNECTED,
  /// The parties may no longer call each other.
  NOT_ALLOWED;

  /// Returns true if a called user who did not answer has missed the call.
  public boolean isMissed() {
    return switch (this) {
      case NO_ANSWER, CANCELLED, BUSY, DISCONNECTED -> true;
      case DECLINED, GLARE, HUNG_UP, NOT_ALLOWED -> false;
    };
  }
}
