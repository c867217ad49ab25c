package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.listener.TcpConnection;
import org.jspecify.annotations.Nullable;

/// The POST of a session, of which there is at most one at a time. Not thread-safe.
final class PostInProgress {

  private @Nullable TcpConnection connection;
  private boolean open;
  private boolean beingRead;

  /// Begins a POST.
  ///
  /// @param from its connection here; null if it is at another instance
  void begin(@Nullable TcpConnection from) {
    connection = from;
    open = true;
    beingRead = true;
  }

  /// Marks the body as read. From now on the POST is answered in any case.
  ///
  /// @return when it came, by `nanoTime`
  long bodyRead() {
    beingRead = false;
    return connection == null ? System.nanoTime() : connection.arrival();
  }

  /// Ends the POST, before its answer.
  void end() {
    connection = null;
    open = false;
    beingRead = false;
  }

  /// Returns true if a POST has come whose answer has not begun.
  boolean isOpen() {
    return open;
  }

  boolean isBeingRead() {
    return beingRead;
  }

  /// Returns the connection here whose body is being read, if there is one.
  @Nullable TcpConnection read() {
    return beingRead ? connection : null;
  }
}
