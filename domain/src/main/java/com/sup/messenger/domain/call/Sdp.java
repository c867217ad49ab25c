package com.sup.messenger.domain.call;

import com.sup.messenger.domain.InvalidValueException;
import java.nio.charset.StandardCharsets;

/// The text of a session description (RFC 8866). It is opaque to the service, and 1 byte to 64 KiB
/// of UTF-8.
public record Sdp(String value) {

  /// The greatest size in bytes of UTF-8.
  public static final int MAX_BYTES = 64 * 1024;

  public Sdp {
    InvalidValueException.require(
        !value.isEmpty()
            && value.length() <= MAX_BYTES
            && value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES,
        "must be a string of 1 to 65536 bytes");
  }

  /// Hides the text, so that no log shows it.
  @Override
  public String toString() {
    return "Sdp[" + value.length() + " characters]";
  }
}
