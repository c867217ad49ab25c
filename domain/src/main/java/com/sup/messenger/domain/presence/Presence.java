package com.sup.messenger.domain.presence;

import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What others may see of a user.
///
/// @param customStatus what the user's latest update says in words
/// @param lastSeen when a device of the user was last known to be there and not invisible; the
///     epoch where that was never
/// @param version grows with every change of the user's presence, also where it was forgotten in
///     between, so that of two the later one is known
public record Presence(
    UserId user,
    PresenceStatus status,
    @Nullable Text customStatus,
    Instant lastSeen,
    long version) {

  /// A user of whom nothing is known.
  public static Presence unknown(UserId user) {
    return new Presence(user, PresenceStatus.OFFLINE, null, Instant.EPOCH, 0);
  }

  /// The presence as it is told at a time: who is not offline is seen now.
  public Presence toldAt(Instant now) {
    return isVisible() ? new Presence(user, status, customStatus, now, version) : this;
  }

  /// Whether somebody who was told the other one must be told this one.
  public boolean differsFrom(Presence other) {
    return status != other.status || !Objects.equals(customStatus, other.customStatus);
  }

  /// Whether this is the later one.
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
