package com.sup.messenger.domain.preference;

import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The preferences of one user that concern one chat and some other users. They decide what
/// notifies the user (contract, "State and changes").
///
/// A mute leaves out everything but mentions and calls. A block leaves out everything.
///
/// @param mutedUntil the end of the chat's mute; null if there is none
/// @param blocked those of the other users whom the user has blocked
public record Attention(@Nullable Instant mutedUntil, Set<UserId> blocked) {

  /// The attention of a user who has muted and blocked nothing.
  public static final Attention FULL = new Attention(null, Set.of());

  public Attention {
    blocked = Set.copyOf(blocked);
  }

  /// Returns true if the chat is muted. At its end, a mute is over.
  public boolean isMuted(Instant now) {
    return mutedUntil != null && now.isBefore(mutedUntil);
  }

  /// Returns true if the user is notified.
  ///
  /// @param from the user who causes the notification; null if no user does
  public boolean admits(NotificationType type, @Nullable UserId from, Instant now) {
    boolean passesMute = type == NotificationType.MENTION || type == NotificationType.CALL_MISSED;
    return admits(from, passesMute, now);
  }

  /// Returns true if a message of the chat is pushed to the user.
  ///
  /// @param mentioned true if it mentions the user
  public boolean admitsMessage(UserId sender, boolean mentioned, Instant now) {
    return admits(sender, mentioned, now);
  }

  private boolean admits(@Nullable UserId from, boolean passesMute, Instant now) {
    return (from == null || !blocked.contains(from)) && (passesMute || !isMuted(now));
  }
}
