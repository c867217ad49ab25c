package com.sup.messenger.domain.call;

/// What comes of the beginning of a call.
public enum Beginning {
  /// It rings.
  RINGS,
  /// It rings in the place of a call in the other direction, whose id sorts after its own.
  WINS_GLARE,
  /// It is over: a call in the other direction rings, whose id sorts before its own.
  LOSES_GLARE,
  /// It is over: the one called is in another call.
  TARGET_BUSY,
  /// There is no such call: the caller is in another one.
  CALLER_BUSY,
  /// There is no such call: another one has its id.
  ID_IN_USE
}
