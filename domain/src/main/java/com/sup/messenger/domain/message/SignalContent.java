package com.sup.messenger.domain.message;

import com.sup.messenger.domain.InvalidValueException;

/// The content of a chat signal, encrypted by the sender's device for the receivers' devices. It is
/// opaque to the service, and 1 byte to 16 KiB of UTF-8.
public record SignalContent(String value) {

  /// The greatest size in bytes of UTF-8.
  public static final int MAX_BYTES = 16 * 1024;

  public SignalContent {
    InvalidValueException.require(
        !value.isEmpty() && EncryptedContent.fits(value, MAX_BYTES),
        "must be a string of 1 to 16384 bytes");
  }

  /// Returns the size on the wire, in bytes. A control character takes up to six bytes there.
  public int weight() {
    return JsonSize.of(value);
  }

  /// Hides the content, so that no log shows it.
  @Override
  public String toString() {
    return "SignalContent[" + value.length() + " characters]";
  }
}
