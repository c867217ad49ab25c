package com.sup.messenger.domain.message;

import com.sup.messenger.domain.InvalidValueException;
import java.nio.charset.StandardCharsets;

/// The content of a message, encrypted by the sender's device for the receivers' devices. It is
/// opaque to the service, and 1 byte to 64 KiB of UTF-8.
public record EncryptedContent(String value) {

  /// The greatest size in bytes of UTF-8.
  public static final int MAX_BYTES = 64 * 1024;

  /// Stands for a content that was left out: `-`.
  public static final EncryptedContent LEFT_OUT = new EncryptedContent("-");

  public EncryptedContent {
    InvalidValueException.require(
        !value.isEmpty() && fits(value, MAX_BYTES), "must be a string of 1 to 65536 bytes");
  }

  /// Returns true if the text is at most `maxBytes` bytes of UTF-8.
  static boolean fits(String value, int maxBytes) {
    return value.length() <= maxBytes
        && (value.length() * 3 <= maxBytes
            || value.getBytes(StandardCharsets.UTF_8).length <= maxBytes);
  }

  /// Hides the content, so that no log shows it.
  @Override
  public String toString() {
    return "EncryptedContent[" + value.length() + " characters]";
  }
}
