package com.sup.messenger.application.port.token;

/// A token that does not count; says nothing of the token or the keys.
public final class InvalidTokenException extends Exception {

  /// What is wrong with it.
  public enum Fault {
    /// No signed token, or the signature, issuer, audience or times are not right.
    INVALID,
    /// It was good once.
    EXPIRED,
    /// Well signed, but it does not say who the user is, or is no access token.
    PAYLOAD
  }

  private final Fault fault;

  public InvalidTokenException(Fault fault) {
    super(fault.name(), null, false, false);
    this.fault = fault;
  }

  /// What is wrong with the token.
  public Fault fault() {
    return fault;
  }
}
