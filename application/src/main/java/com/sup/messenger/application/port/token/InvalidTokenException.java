package com.sup.messenger.application.port.token;

/// A token is refused. The exception contains nothing of the token or of the keys.
public final class InvalidTokenException extends Exception {

  /// The reason for a refusal.
  public enum Fault {
    /// The token is unsigned, or its signature, issuer, audience or times are wrong.
    INVALID,
    /// The token has expired.
    EXPIRED,
    /// The signature is right, but the token names no user, or is not an access token.
    PAYLOAD
  }

  private final Fault fault;

  public InvalidTokenException(Fault fault) {
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  /// Returns the reason for the refusal.
  public Fault fault() {
    return fault;
  }
}
