package com.sup.messenger.domain.call;

import org.jspecify.annotations.Nullable;

/// Why a call is over.
public enum EndReason {
  /// Nobody answered in time.
  NO_ANSWER("no-answer"),
  /// The caller ended it before it was answered.
  CANCELLED(null),
  /// The one called refused it.
  DECLINED(null),
  /// The one called was in another call.
  BUSY("busy"),
  /// Both called each other, and the other call went on.
  GLARE("glare"),
  /// A party ended it after it was answered.
  HUNG_UP(null),
  /// A device dropped and did not come back.
  DISCONNECTED("disconnected");

  private final @Nullable String word;

  EndReason(@Nullable String word) {
    this.word = word;
  }

  /// What the parties are told, or null where that is up to the party that ended the call.
  public @Nullable String word() {
    return word;
  }
}
