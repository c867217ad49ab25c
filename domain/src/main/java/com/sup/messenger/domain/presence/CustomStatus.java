package com.sup.messenger.domain.presence;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Text;
import org.jspecify.annotations.Nullable;

/// The custom status that a device sets for its user: at most 256 characters. An empty one removes
/// the earlier one (contract, "Presence").
public record CustomStatus(String value) {

  public CustomStatus {
    InvalidValueException.require(
        value.length() <= Text.MAX_LENGTH, "must be a string of at most 256 characters");
  }

  /// Returns the text that others see, or null if it is empty.
  public @Nullable Text text() {
    return value.isEmpty() ? null : new Text(value);
  }
}
