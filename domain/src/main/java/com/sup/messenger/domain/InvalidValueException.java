package com.sup.messenger.domain;

/// Reports a value that the domain does not admit. The message is a rule such as "must be ...", to
/// be read after the name of the field.
public final class InvalidValueException extends IllegalArgumentException {

  public InvalidValueException(String rule) {
    super(rule);
  }

  /// Checks a condition.
  ///
  /// @throws InvalidValueException with the rule as its message, if the condition is false
  public static void require(boolean condition, String rule) {
    if (!condition) {
      throw new InvalidValueException(rule);
    }
  }
}
