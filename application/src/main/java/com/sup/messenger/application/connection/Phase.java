package com.sup.messenger.application.connection;

/// The phase of a connection on this instance. `docs/architecture.md` has the diagram.
public enum Phase {
  /// The client is known, and nothing is kept for the connection yet.
  ACCEPTED,
  /// The connection is sent missed events, and subscribed to its topics.
  ARRIVING,
  /// The connection has all that it missed.
  LIVE,
  /// The connection has ended here, and another instance takes its session over.
  HANDED_OVER,
  /// The connection has ended.
  CLOSED;

  /// Returns true if a connection in this phase may go on to the next one.
  boolean mayBecome(Phase next) {
    return switch (this) {
      case ACCEPTED -> next == ARRIVING || next == CLOSED;
      case ARRIVING -> next == LIVE || next.isEnd();
      case LIVE -> next.isEnd();
      case HANDED_OVER, CLOSED -> false;
    };
  }

  /// Returns true from the begin of the arrival to the end.
  boolean isOpen() {
    return this == ARRIVING || this == LIVE;
  }

  /// Returns true if the connection has ended here.
  boolean isEnd() {
    return this == HANDED_OVER || this == CLOSED;
  }
}
