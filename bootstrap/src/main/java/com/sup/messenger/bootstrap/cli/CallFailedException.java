package com.sup.messenger.bootstrap.cli;

/// Reports that a call of the service API has failed. The message is the one line to show.
final class CallFailedException extends RuntimeException {

  CallFailedException(String message) {
    super(message, null, false, false);
  }
}
