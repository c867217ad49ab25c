package com.sup.messenger.application.notification;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/// Makes ids of 32 hexadecimal digits that sort by their time of creation. They have the layout of
/// ULID: 48 bits of milliseconds, then 80 random bits. The first 16 of those count within a
/// millisecond.
public final class TimeOrderedIds {

  private static final int PER_MILLISECOND = 1 << 16;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private long lastMillis;
  private int count;

  public TimeOrderedIds(InstantSource clock) {
    this.clock = clock;
  }

  /// Returns an id greater than every one before it, even if the clock goes back.
  public synchronized String next() {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      count = 0;
    } else if (++count == PER_MILLISECOND) {
      lastMillis++;
      count = 0;
    }
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(lastMillis, 12)
        + hex.toHexDigits(count, 4)
        + hex.toHexDigits(random.nextLong());
  }
}
