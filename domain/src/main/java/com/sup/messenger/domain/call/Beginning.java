package com.sup.messenger.domain.call;

/// The result of an attempt to begin a call.
public enum Beginning {
  /// The call rings.
  RINGS,
  /// The call rings and replaces a call in the other direction. Its id sorts before that call's id.
  WINS_GLARE,
  /// The call has ended, because a call in the other direction rings. Its id sorts after that
  /// call's id.
  LOSES_GLARE,
  /// The call has ended, because the called user is in another call.
  TARGET_BUSY,
  /// No call was made, because the caller is in another call.
  CALLER_BUSY,
  /// No call was made, because another call has the same id.
  ID_IN_USE
}
