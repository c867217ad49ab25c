package com.sup.messenger.domain;

/// An identifier: 1 to 128 characters out of `[A-Za-z0-9_.:@-]` (contract, "Conventions").
///
/// Each kind is a type of its own, so that one is never taken for another.
public sealed interface Id permits CallId, ChatId, DeviceId, MessageId, NotificationId, UserId {

  /// The characters.
  String value();

  /// Throws [InvalidValueException] where the text is no identifier.
  static void check(String value) {
    InvalidValueException.require(
        isValid(value), "must be 1 to 128 characters out of A-Z a-z 0-9 _ . : @ -");
  }

  /// Whether the text is an identifier.
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
