package com.sup.messenger.domain;

import java.nio.charset.StandardCharsets;

/// A JSON value that the service carries and never reads. It is at most 64 KiB of UTF-8.
public record OpaqueJson(String json) {

  /// The greatest size in bytes of UTF-8.
  public static final int MAX_BYTES = 64 * 1024;

  public OpaqueJson {
    InvalidValueException.require(
        json.length() <= MAX_BYTES && json.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES,
        "must be at most 65536 bytes of JSON");
  }

  /// Hides the value, so that no log shows it.
  @Override
  public String toString() {
    return "OpaqueJson[" + json.length() + " characters]";
  }
}
