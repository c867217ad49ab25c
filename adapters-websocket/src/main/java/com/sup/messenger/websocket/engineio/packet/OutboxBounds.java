package com.sup.messenger.websocket.engineio.packet;

import java.time.Duration;
import java.util.List;

/// The bounds of an [Outbox]. More may wait for a while, up to four times as much. Not thread-safe.
final class OutboxBounds {

  /// The factor by which the bounds may be exceeded for a while.
  private static final int BURST = 4;

  private final int maxPackets;
  private final int maxBytes;
  private final long patienceNanos;
  private boolean overdrawn;
  private long overdrawnSince;

  /// Makes bounds that are kept.
  ///
  /// @param patience the longest time that more may wait
  OutboxBounds(int maxPackets, int maxBytes, Duration patience) {
    this.maxPackets = maxPackets;
    this.maxBytes = maxBytes;
    this.patienceNanos = patience.toNanos();
  }

  /// Returns true if a batch fits beside the packets and bytes that wait.
  boolean fit(List<OutboundMessage> batch, int packets, int bytes) {
    return fit(batch, packets, bytes, 1);
  }

  /// Notes that the bounds are exceeded from now on, unless they are already.
  ///
  /// @return true if the batch fits nevertheless
  boolean fitForAWhile(List<OutboundMessage> batch, int packets, int bytes, long now) {
    if (!overdrawn) {
      overdrawn = true;
      overdrawnSince = now;
    }
    return !isLate(now) && fit(batch, packets, bytes, BURST);
  }

  private boolean fit(List<OutboundMessage> batch, int packets, int bytes, int times) {
    long length = bytes;
    for (OutboundMessage message : batch) {
      length += message.frame().length;
    }
    return packets + batch.size() <= times * maxPackets && length <= (long) times * maxBytes;
  }

  /// Returns true if the bounds have been exceeded for too long.
  boolean isLate(long now) {
    return overdrawn && now - overdrawnSince >= patienceNanos;
  }

  /// Notes how much waits, after some has gone.
  void release(int packets, int bytes) {
    overdrawn = overdrawn && (packets > maxPackets || bytes > maxBytes);
  }
}
