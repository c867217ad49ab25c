package com.sup.messenger.application.port;

/// A dependency does not answer. The request may have been carried out, and is safe to repeat.
public final class UnavailableException extends RuntimeException {

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public UnavailableException(String message) {
    super(message);
  }
}
