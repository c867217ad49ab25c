package com.sup.messenger.domain.message;

import com.sup.messenger.domain.InvalidValueException;

/// The sending client's own name for a message: 1 to 128 characters, without control characters. A
/// second message of that client in the chat under the same name is taken for a repeat.
public record TempId(String value) {

  public TempId {
    InvalidValueException.require(
        !value.isEmpty()
            && value.length() <= 128
            && value.chars().noneMatch(Character::isISOControl),
        "must be a string of 1 to 128 characters");
  }
}
