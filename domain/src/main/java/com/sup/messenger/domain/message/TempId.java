package com.sup.messenger.domain.message;

import com.sup.messenger.domain.InvalidValueException;

/// The sending client's own name for a message, unique to it in the chat: a repeat under the same
/// name is the same message. 1 to 128 characters, without control characters.
public record TempId(String value) {

  public TempId {
    InvalidValueException.require(
        !value.isEmpty()
            && value.length() <= 128
            && value.chars().noneMatch(Character::isISOControl),
        "must be a string of 1 to 128 characters");
  }
}
