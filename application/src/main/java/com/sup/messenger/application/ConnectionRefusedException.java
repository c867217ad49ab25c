package com.sup.messenger.application;

/// A handshake is refused; the message and the code go to the client.
public final class ConnectionRefusedException extends RuntimeException {

  /// The codes on the wire (contract, "Conventions").
  public enum Code {
    AUTHENTICATION_REQUIRED,
    INVALID_TOKEN,
    TOKEN_EXPIRED,
    INVALID_PAYLOAD,
    RATE_LIMIT_EXCEEDED,
    UNAVAILABLE
  }

  private final Code code;

  public ConnectionRefusedException(String message, Code code) {
    super(message, null, false, false);
    this.code = code;
  }

  /// The code on the wire.
  public Code code() {
    return code;
  }
}
