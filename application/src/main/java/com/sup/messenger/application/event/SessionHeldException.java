package com.sup.messenger.application.event;

/// Another connection still holds the session that a client wants to come back to, at an instance
/// that lives. The client is to come again later: in a new session it would see messages twice.
public final class SessionHeldException extends RuntimeException {

  public SessionHeldException() {
    super("The session is held elsewhere", null, false, false);
  }
}
