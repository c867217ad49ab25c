package com.sup.messenger.domain.message;

import com.sup.messenger.domain.InvalidValueException;
import java.nio.charset.StandardCharsets;

/// What the sender's device encrypted for the receivers' devices: opaque, 1 byte to 64 KiB of
/// UTF-8.
public record EncryptedContent(String value) {

  /// The bound in bytes of UTF-8.
  public static final int MAX_BYTES = 64 * 1024;

  /// Stands for a content that is not there: `-`.
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

  /// Hides the content: it is nobody's business, and no log's.
  @Override
  public String toString() {
    return "EncryptedContent[" + value.length() + " characters]";
  }
}
