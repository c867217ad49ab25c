package com.sup.messenger.application.event;

/// Another connection still holds the session that a client wants to resume, on an instance that is
/// alive. The client has to try again later: in a new session it would see messages twice.
public final class SessionHeldException extends RuntimeException {

  public SessionHeldException() {
    super("The session is held elsewhere", null, false, false);
  }
}
