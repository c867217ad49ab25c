package com.sup.messenger.application.connection;

/// The connections of this instance.
///
/// @param active how many there are now
/// @param total how many there have been since the start
/// @param peak the most that there were at a time
public record ConnectionCounts(long active, long total, long peak) {

  public static final ConnectionCounts NONE = new ConnectionCounts(0, 0, 0);

  public ConnectionCounts connected() {
    return new ConnectionCounts(active + 1, total + 1, Math.max(peak, active + 1));
  }

  public ConnectionCounts disconnected() {
    return new ConnectionCounts(active - 1, total, peak);
  }
}
