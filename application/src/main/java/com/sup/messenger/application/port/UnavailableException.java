package com.sup.messenger.application.port;

/// A dependency does not answer; what was asked may or may not have happened, and is safe to ask
/// again.
public final class UnavailableException extends RuntimeException {

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public UnavailableException(String message) {
    super(message);
  }
}
