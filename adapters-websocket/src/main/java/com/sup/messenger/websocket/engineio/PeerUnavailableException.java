package com.sup.messenger.websocket.engineio;

/// Thrown if an instance has not answered.
public final class PeerUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /// Makes an exception without a cause.
  public PeerUnavailableException(String message) {
    super(message);
  }

  /// Makes an exception with a cause.
  public PeerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
