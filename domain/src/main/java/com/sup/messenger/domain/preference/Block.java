package com.sup.messenger.domain.preference;

import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.PresenceStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A block of one user by another: the last presence of the blocker that the blocked user may see.
///
/// The blocker seems to have gone offline at that time, and to be away since. So nothing tells the
/// blocked user of the block (contract, "State and changes").
///
/// @param lastSeen the time at which the blocker was last seen
/// @param customStatus the text that the blocker had then
public record Block(Instant lastSeen, @Nullable Text customStatus) {

  /// Makes the block of a user with a presence.
  public static Block at(Presence presence, Instant now) {
    return new Block(presence.toldAt(now).lastSeen(), presence.customStatus());
  }

  /// Returns the presence that the blocked user sees in place of another one.
  public Presence hide(Presence presence) {
    return new Presence(
        presence.user(), PresenceStatus.OFFLINE, customStatus, lastSeen, presence.version());
  }
}
