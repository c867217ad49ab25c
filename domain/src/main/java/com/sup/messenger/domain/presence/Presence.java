package com.sup.messenger.domain.presence;

import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The presence of a user as others see it.
///
/// @param customStatus the text that the user's devices set last; null if it was empty or never set
/// @param lastSeen the last time at which a device was connected and visible; the epoch if there
///     was none
/// @param version a number that grows with each change, even if the store forgot the user in
///     between; the higher version is the later one
public record Presence(
    UserId user,
    PresenceStatus status,
    @Nullable Text customStatus,
    Instant lastSeen,
    long version) {

  /// Returns the presence of a user of whom nothing is known.
  public static Presence unknown(UserId user) {
    return new Presence(user, PresenceStatus.OFFLINE, null, Instant.EPOCH, 0);
  }

  /// Returns the presence to send at the given time. A user who is not offline was last seen then.
  public Presence toldAt(Instant now) {
    return isVisible() ? new Presence(user, status, customStatus, now, version) : this;
  }

  /// Returns true if a viewer who received `other` must receive this presence too.
  public boolean differsFrom(Presence other) {
    return status != other.status || !Objects.equals(customStatus, other.customStatus);
  }

  /// Returns true if this presence is later than the other.
  public boolean isAfter(Presence other) {
    return version > other.version;
  }

  Presence become(PresenceStatus next, @Nullable Text words, Instant at) {
    boolean seen = isVisible() || next != PresenceStatus.OFFLINE;
    return new Presence(user, next, words, seen ? at : lastSeen, versionAfter(at));
  }

  Presence becomeOffline(Instant at) {
    return new Presence(user, PresenceStatus.OFFLINE, customStatus, lastSeen, versionAfter(at));
  }

  private boolean isVisible() {
    return status != PresenceStatus.OFFLINE;
  }

  private long versionAfter(Instant at) {
    return Math.max(version + 1, at.toEpochMilli());
  }
}
