package com.sup.messenger.websocket.engineio;

/// An instance has not answered.
public final class PeerUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public PeerUnavailableException(String message) {
    super(message);
  }

  public PeerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
