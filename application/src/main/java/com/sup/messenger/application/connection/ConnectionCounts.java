package com.sup.messenger.application.connection;

/// The counts of connections of this instance.
///
/// @param active the connections now
/// @param total the connections since the start
/// @param peak the most connections at a time
public record ConnectionCounts(long active, long total, long peak) {

  public static final ConnectionCounts NONE = new ConnectionCounts(0, 0, 0);

  /// Returns the counts after one more connection.
  public ConnectionCounts connected() {
    return new ConnectionCounts(active + 1, total + 1, Math.max(peak, active + 1));
  }

  /// Returns the counts after the end of a connection.
  public ConnectionCounts disconnected() {
    return new ConnectionCounts(active - 1, total, peak);
  }
}
