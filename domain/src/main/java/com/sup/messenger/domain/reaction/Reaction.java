package com.sup.messenger.domain.reaction;

import com.sup.messenger.domain.InvalidValueException;

/// An emoji or a few letters: 1 to 10 characters, counted as code points.
public record Reaction(String value) {

  /// The greatest length in code points.
  public static final int MAX_LENGTH = 10;

  /// The greatest number of users who may react to one message.
  public static final int MAX_PER_MESSAGE = 1_000;

  public Reaction {
    InvalidValueException.require(
        !value.isEmpty() && value.codePointCount(0, value.length()) <= MAX_LENGTH,
        "must be a string of 1 to 10 characters");
  }
}
