package com.sup.messenger.websocket.socketio;

import java.lang.System.Logger.Level;

/// Where the application's exceptions end: none reaches the connection or the client.
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
    StackTraceElement[] trace = failure.getStackTrace();
    LOG.log(
        Level.WARNING,
        "A handler failed: {0} at {1}",
        failure.getClass().getName(),
        trace.length == 0 ? "?" : trace[0]);
    listener.onFailure(socket, failure);
  }
}
