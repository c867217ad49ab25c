package com.sup.messenger.listener;

import java.time.Duration;

/// The place of a connection among those of its listener: its deadline, and if its client is known.
///
/// [#trust], [#distrust] and the `is` methods are safe for any thread. All else is for the thread
/// of the connection.
final class Seat {

  private static final long NEVER = 0;

  private final TcpConnection connection;
  private final Places<TcpConnection> places;
  private final Deadlines deadlines;
  private volatile long deadline;
  private volatile boolean answering;
  private volatile boolean upgraded;
  private volatile boolean trusted;
  private volatile boolean left;

  Seat(TcpConnection connection, Places<TcpConnection> places, Deadlines deadlines) {
    this.connection = connection;
    this.places = places;
    this.deadlines = deadlines;
  }

  /// Begins to wait for the head of the first request.
  void open() {
    owe(deadlines.head());
  }

  /// Gives the request that is being answered this time from now on.
  void allow(Duration time) {
    places.isBusy(connection);
    deadline = after(time);
  }

  /// Gives the request that is being answered the time of any other from now on.
  void answering() {
    answering = true;
    allow(deadlines.answer());
  }

  /// Begins to wait for the next request, unless the connection has been upgraded.
  ///
  /// The next request may be another client's, so the client is not known any more.
  void answered() {
    answering = false;
    if (!upgraded) {
      trusted = false;
      owe(deadlines.next());
    }
  }

  /// Gives the peer this time for its end of the connection.
  void linger(Duration time) {
    owe(time);
  }

  /// Ends the deadlines: HTTP has ended, and another protocol has its own.
  void upgraded() {
    upgraded = true;
    deadline = NEVER;
    places.isStranger(connection);
  }

  void trust() {
    trusted = true;
    places.isKnown(connection);
  }

  void distrust() {
    trusted = false;
    if (upgraded && !left) {
      places.isStranger(connection);
      if (left) {
        // It has left its place meanwhile.
        places.isKnown(connection);
      }
    }
  }

  boolean isTrusted() {
    return trusted;
  }

  /// Returns true if there is a request that has not been answered.
  boolean isAnswering() {
    return answering && !left;
  }

  /// Returns true if the deadline has passed.
  ///
  /// @param now the [System#nanoTime()]
  boolean isLate(long now) {
    long by = deadline;
    return by != NEVER && now - by >= 0;
  }

  /// Returns true if the connection has ended.
  boolean isLeft() {
    return left;
  }

  /// Marks the connection as ended. Its listener frees the place.
  void leave() {
    left = true;
  }

  private void owe(Duration time) {
    places.owes(connection);
    deadline = after(time);
  }

  private static long after(Duration time) {
    long then = System.nanoTime() + time.toNanos();
    return then == NEVER ? 1 : then;
  }
}
