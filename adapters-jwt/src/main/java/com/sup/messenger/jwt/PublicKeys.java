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

/// The keys of a key set that changes now and then.
///
/// The set is read at the start, again where a token is by none of the keys, and every 10 min, so
/// that a key taken out of it counts no longer. It is read at most once a second, whatever tokens
/// come. Where the reading fails, the keys read before stay.
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
      // A clock that is set back must not keep us from reading until it has caught up.
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

  /// Whether one of the keys signed the token.
  ///
  /// @throws UnavailableException where none of those known did and the set cannot be read
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
    // One caller reads; the others go on with what is known.
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
      LOG.log(Level.WARNING, "What JWT_JWKS names is no key set");
    }
    return new Reading(before, clock.instant(), true);
  }
}
