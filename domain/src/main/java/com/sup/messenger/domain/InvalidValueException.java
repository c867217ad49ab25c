package com.sup.messenger.domain;

/// A value that the domain does not admit; the message says what it must be, to be read after the
/// name of the field: "must be ...".
public final class InvalidValueException extends IllegalArgumentException {

  public InvalidValueException(String rule) {
    super(rule);
  }

  /// Throws with the rule where the condition does not hold.
  public static void require(boolean condition, String rule) {
    if (!condition) {
      throw new InvalidValueException(rule);
    }
  }
}
