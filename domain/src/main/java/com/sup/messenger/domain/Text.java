package com.sup.messenger.domain;

/// A short text that one user shows to others: 1 to 256 characters.
public record Text(String value) {

  /// The greatest length in characters.
  public static final int MAX_LENGTH = 256;

  public Text {
    InvalidValueException.require(
        !value.isEmpty() && value.length() <= MAX_LENGTH,
        "must be a string of 1 to 256 characters");
  }
}
