package com.sup.messenger.application.port;

import com.sup.messenger.domain.UserId;
import java.time.Duration;

/// Keeps the sessions that have dropped, for their clients to come back to.
///
/// Each claim of a session gives it a greater [fence][Snapshot#fence()]: of two connections that
/// take themselves for the session's, the one with the greater has it. So no step does harm that is
/// carried out late, after whoever asked for it has given it up.
public interface SessionStore {

  /// How long a session is kept.
  Duration LIFE = Duration.ofMinutes(2);

  /// How long whoever has claimed a session has for coming in, before somebody else may claim it.
  Duration PENDING = Duration.ofSeconds(3);

  /// Keeps a snapshot under its private key, for [#LIFE], in place of what is kept there; does
  /// nothing where the session has been claimed by somebody else since.
  void keep(String key, Snapshot snapshot);

  /// Lets one, of all who ask, on whichever instance, go on with a session, until it is
  /// [settled][#settle] or [#PENDING] is over.
  ///
  /// A session is granted to its own user alone. To others it is unknown, and their claim changes
  /// nothing: it cannot keep the owner waiting.
  ///
  /// @param user who asks
  Claim claim(String key, UserId user);

  /// Whoever has claimed a session has come in: what was kept is claimed by nobody any more. Does
  /// nothing where it has been claimed by somebody else, or kept, since.
  ///
  /// @param fence of the snapshot that was granted
  void settle(String key, long fence);

  /// What a claim finds.
  sealed interface Claim {

    /// The session, with its new fence.
    record Granted(Snapshot snapshot) implements Claim {}

    /// Somebody else has claimed it, and may yet fail.
    record Pending() implements Claim {}

    /// Nothing is kept for that user.
    record Unknown() implements Claim {}
  }
}
