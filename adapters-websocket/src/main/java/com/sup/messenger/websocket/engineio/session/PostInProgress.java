package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.engineio.polling.Poll;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The POST of a session, of which there is at most one at a time. Not thread-safe.
final class PostInProgress {

  private @Nullable TcpConnection connection;
  private boolean open;
  private boolean beingRead;

  /// The time at which the POST arrived that closed the session.
  private OptionalLong clientClose = OptionalLong.empty();

  /// Begins a POST.
  ///
  /// @param from its connection here; null if it is at another instance
  void begin(@Nullable TcpConnection from) {
    connection = from;
    open = true;
    beingRead = true;
  }

  /// Marks the body as read. From now on the POST is answered in any case.
  void bodyRead() {
    beingRead = false;
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

  /// Notes that the POST, if there is one, closes the session for the client.
  ///
  /// @return when that POST arrived, by `nanoTime`
  OptionalLong closesSession() {
    if (open) {
      clientClose = OptionalLong.of(connection == null ? System.nanoTime() : connection.arrival());
    }
    return clientClose;
  }

  /// Returns true if the client closed the session before it sent a GET.
  boolean hasClosedBefore(Poll poll) {
    return clientClose.isPresent() && poll.hasComeAfter(clientClose.getAsLong());
  }
}
