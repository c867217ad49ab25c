package com.sup.messenger.websocket.socketio;

import java.lang.System.Logger.Level;

/// Catches the application's exceptions. None reaches the connection or the client.
record Guard(FailureListener listener) {

  private static final System.Logger LOG = System.getLogger(Guard.class.getName());

  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  void run(Socket socket, Action action) {
    try {
      action.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      report(socket, e);
    } catch (Throwable e) {
      report(socket, e);
    }
  }

  void report(Socket socket, Throwable failure) {
    log(failure);
    listener.onFailure(socket, failure);
  }

  /// Logs a failure without its message, which may hold a client's data.
  static void log(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    LOG.log(
        Level.WARNING,
        "A handler failed: {0} at {1}",
        failure.getClass().getName(),
        trace.length == 0 ? "?" : trace[0]);
  }
}
