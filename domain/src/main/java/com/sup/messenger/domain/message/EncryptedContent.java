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
        !value.isEmpty() && fits(value), "must be a string of 1 to 65536 bytes");
  }

  private static boolean fits(String value) {
    return value.length() <= MAX_BYTES
        && (value.length() * 3 <= MAX_BYTES
            || value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES);
  }

  /// Hides the content, so that no log shows it.
  @Override
  public String toString() {
    return "EncryptedContent[" + value.length() + " characters]";
  }
}
