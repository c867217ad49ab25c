package com.sup.messenger.jwt;

import com.sup.messenger.application.port.UnavailableException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The public keys of a key set that may change.
///
/// Reads the set at the start, again if no key fits a token, and every 10 min. A key that was
/// removed from the set is therefore refused after 10 min. Reads at most once a second, so that a
/// flood of tokens does no harm. If a reading fails, the earlier keys stay.
final class PublicKeys {

  static final Duration PAUSE = Duration.ofSeconds(1);
  static final Duration MAX_AGE = Duration.ofMinutes(10);

  private static final Logger LOG = System.getLogger(PublicKeys.class.getName());

  private record Reading(List<PublicKey> keys, Instant at, boolean failed) {

    boolean signed(SignedToken token) {
      return keys.stream()
          .anyMatch(key -> key.isNamed(token.keyId()) && token.isSignedWith(key.key()));
    }

    boolean hasKeyNamedIn(SignedToken token) {
      return keys.stream().anyMatch(key -> key.id() != null && key.id().equals(token.keyId()));
    }

    boolean isOlderThan(Duration age, Instant now) {
      // The absolute value: a clock that was set back must not stop the reading.
      return Duration.between(at, now).abs().compareTo(age) >= 0;
    }
  }

  private final KeySetLocation location;
  private final InstantSource clock;
  private final ReentrantLock readingNow = new ReentrantLock();
  private volatile Reading latest;

  PublicKeys(KeySetLocation location, InstantSource clock) {
    this.location = location;
    this.clock = clock;
    this.latest = read(List.of());
  }

  /// Returns true if one of the keys signed the token.
  ///
  /// @throws UnavailableException if no known key did and the set cannot be read
  boolean signed(SignedToken token) {
    Reading known = notTooOld();
    if (known.signed(token)) {
      return true;
    }
    if (known.hasKeyNamedIn(token)) {
      return false;
    }
    Reading now = readAgain();
    if (now.failed()) {
      throw new UnavailableException("The key set cannot be read");
    }
    return now.signed(token);
  }

  private Reading notTooOld() {
    // One caller reads. The others use the known keys and do not wait.
    if (latest.isOlderThan(MAX_AGE, clock.instant()) && readingNow.tryLock()) {
      try {
        return readAgain();
      } finally {
        readingNow.unlock();
      }
    }
    return latest;
  }

  private Reading readAgain() {
    readingNow.lock();
    try {
      if (latest.isOlderThan(PAUSE, clock.instant())) {
        latest = read(latest.keys());
      }
      return latest;
    } finally {
      readingNow.unlock();
    }
  }

  private Reading read(List<PublicKey> before) {
    try {
      return new Reading(KeySetDocument.keys(location.read()), clock.instant(), false);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The key set of JWT_JWKS cannot be read: {0}", e.getMessage());
    } catch (RuntimeException _) {
      LOG.log(Level.WARNING, "JWT_JWKS names a document that is no key set");
    }
    return new Reading(before, clock.instant(), true);
  }
}
