package com.sup.messenger.application.port;

import com.sup.messenger.domain.UserId;
import java.time.Duration;

/// Keeps snapshots of dropped sessions, for their clients to return to.
///
/// Each claim of a session raises its [fencing token][Snapshot#fence()]. If two connections hold
/// the same session, it belongs to the one with the greater token. So a delayed step of the other
/// does no harm.
public interface SessionStore {

  /// The time for which a snapshot is kept.
  Duration LIFE = Duration.ofMinutes(2);

  /// The time after which a claim that is not settled is overdue.
  Duration PENDING = Duration.ofSeconds(3);

  /// Stores a snapshot for [#LIFE], in place of an earlier one. Does nothing if somebody has
  /// claimed the session since.
  ///
  /// @param key the private key of the session
  /// @return false if somebody has claimed it since, so that it may continue elsewhere
  boolean keep(String key, Snapshot snapshot);

  /// Claims a session for a connection, until it is [settled][#settle] or [kept][#keep] again. Of
  /// all concurrent claims, on any instance, one is granted.
  ///
  /// A session is granted to its own user only. For other users it is unknown, and their claim
  /// changes nothing: it cannot delay the owner.
  ///
  /// @param key the private key of the session
  /// @param user the user who claims
  Claim claim(String key, UserId user);

  /// Claims a session likewise, also in place of a claim that is overdue. No connection may hold
  /// the session: the claimer has died, or never got its answer.
  Claim claimOverdue(String key, UserId user);

  /// Deletes a snapshot whose claim has succeeded. Does nothing if the session was claimed again or
  /// kept since.
  ///
  /// @param fence the fencing token of the granted snapshot
  void settle(String key, long fence);

  /// The answer to a claim.
  sealed interface Claim {

    /// The claim is granted. The snapshot has its new fencing token.
    record Granted(Snapshot snapshot) implements Claim {}

    /// Another claim is pending, and may yet fail.
    ///
    /// @param overdue true if it is pending for [#PENDING] or longer
    record Pending(boolean overdue) implements Claim {}

    /// No snapshot is kept for this user.
    record Unknown() implements Claim {}
  }
}
