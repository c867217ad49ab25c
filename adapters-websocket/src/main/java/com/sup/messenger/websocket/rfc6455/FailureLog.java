package com.sup.messenger.websocket.rfc6455;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.helidon.webserver.ServerConnectionException;

/// Logs what ended a connection: a peer that went away as nothing special, all else as an error of
/// ours.
///
/// Never the message of an exception: it may quote what a client sent.
final class FailureLog {

  private static final System.Logger LOGGER = System.getLogger(WebSocketConnection.class.getName());

  private FailureLog() {}

  static void log(String what, Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    LOGGER.log(
        isEndOfTcp(failure) ? DEBUG : ERROR,
        "{0}: {1} at {2}",
        what,
        failure.getClass().getName(),
        trace.length == 0 ? "?" : trace[0]);
  }

  private static boolean isEndOfTcp(Throwable failure) {
    return failure instanceof ServerConnectionException;
  }
}
