package com.sup.messenger.json.text;

/// Thrown if a text is not one JSON value (RFC 8259).
///
/// Carries no stack trace, so that a flood of such texts is cheap, and no data of the client.
public final class MalformedJsonException extends Exception {

  MalformedJsonException() {
    super("malformed JSON", null, false, false);
  }
}
