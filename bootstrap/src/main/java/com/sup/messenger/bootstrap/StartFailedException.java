package com.sup.messenger.bootstrap;

/// The service cannot start where it is; the message is the one line to show.
public final class StartFailedException extends RuntimeException {

  StartFailedException(String message) {
    super(message, null, false, false);
  }
}
