package com.sup.messenger.application.notification;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/// Makes ids of 32 hexadecimal digits that sort by the time of their creation: 48 bits of
/// milliseconds and 80 random bits (the layout of ULID), of which the first 16 count within a
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

  /// The next id, greater than every one before it, also where the clock goes back.
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
