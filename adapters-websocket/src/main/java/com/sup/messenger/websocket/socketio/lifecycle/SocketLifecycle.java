package com.sup.messenger.websocket.socketio.lifecycle;

/// The phase of a socket: connecting, connected, closed. Safe for use by many threads.
public final class SocketLifecycle {

  /// A phase. No phase comes twice.
  public enum Phase {
    CONNECTING,
    CONNECTED,
    CLOSED
  }

  private volatile Phase phase = Phase.CONNECTING;

  /// Returns the phase now.
  public Phase phase() {
    return phase;
  }

  /// Runs `welcome` and connects the socket.
  ///
  /// @return false if the socket is not connecting; nothing has then been run
  public synchronized boolean open(Runnable welcome) {
    if (phase != Phase.CONNECTING) {
      return false;
    }
    welcome.run();
    phase = Phase.CONNECTED;
    return true;
  }

  /// Closes the socket, after `farewell` if it is connected. Returns the phase before.
  public synchronized Phase close(Runnable farewell) {
    Phase before = phase;
    if (before == Phase.CONNECTED) {
      farewell.run();
    }
    phase = Phase.CLOSED;
    return before;
  }
}
