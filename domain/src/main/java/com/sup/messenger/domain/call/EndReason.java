package com.sup.messenger.domain.call;

import org.jspecify.annotations.Nullable;

/// The reason why a call ended.
public enum EndReason {
  /// Nobody answered in time.
  NO_ANSWER("no-answer"),
  /// The caller ended it before it was answered.
  CANCELLED(null),
  /// The called user rejected it.
  DECLINED(null),
  /// The called user was in another call.
  BUSY("busy"),
  /// Both users called each other, and the other call continued.
  GLARE("glare"),
  /// A party ended it after it was answered.
  HUNG_UP(null),
  /// A device dropped and did not come back.
  DISCONNECTED("disconnected"),
  /// The parties may no longer call each other.
  NOT_ALLOWED("not-allowed");

  private final @Nullable String word;

  EndReason(@Nullable String word) {
    this.word = word;
  }

  /// Returns the reason that the parties receive. Null if the party that ended the call gives it.
  public @Nullable String word() {
    return word;
  }

  /// Returns true if a called user who did not answer has missed the call.
  public boolean isMissed() {
    return switch (this) {
      case NO_ANSWER, CANCELLED, BUSY, DISCONNECTED -> true;
      case DECLINED, GLARE, HUNG_UP, NOT_ALLOWED -> false;
    };
  }
}
