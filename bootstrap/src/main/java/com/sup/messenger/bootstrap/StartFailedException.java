package com.sup.messenger.bootstrap;

/// Reports that the service cannot start in its environment. The message is the one line to show.
public final class StartFailedException extends RuntimeException {

  StartFailedException(String message) {
    super(message, null, false, false);
  }
}
