package com.sup.messenger.domain.message;

import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.InvalidValueException;

/// The application's own name for a kind of chat signal: 1 to 64 characters out of
/// `[A-Za-z0-9_.:@-]`. The service does not read it.
public record SignalType(String value) {

  /// The greatest length in characters.
  public static final int MAX_LENGTH = 64;

  public SignalType {
    InvalidValueException.require(
        value.length() <= MAX_LENGTH && Id.isValid(value),
        "must be 1 to 64 characters out of A-Z a-z 0-9 _ . : @ -");
  }
}
