package com.sup.messenger.websocket.rfc6455;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.helidon.webserver.ServerConnectionException;

/// Logs the cause of a connection's end. A peer that left is logged at a low level, all other
/// causes as our errors.
///
/// Never logs the message of an exception: it may quote the client.
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
