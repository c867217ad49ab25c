package com.sup.messenger.domain;

/// An identifier: 1 to 128 characters out of `[A-Za-z0-9_.:@-]` (contract, "Conventions").
///
/// Each kind of identifier is a type of its own, so that the compiler finds a mix-up.
public sealed interface Id permits CallId, ChatId, DeviceId, MessageId, NotificationId, UserId {

  /// Returns the characters of the identifier.
  String value();

  /// Checks that the text is an identifier.
  ///
  /// @throws InvalidValueException if it is not
  static void check(String value) {
    InvalidValueException.require(
        isValid(value), "must be 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -");
  }

  /// Returns true if the text is an identifier.
  static boolean isValid(String value) {
    return !value.isEmpty() && value.length() <= 128 && value.chars().allMatch(Id::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == ':'
        || c == '@'
        || c == '-';
  }
}
