package com.sup.messenger.bootstrap;

import com.sup.messenger.application.CatchUpBounds;

/// Reads `REPLAY_PER_CHAT`, `REPLAY_TOTAL`, `REPLAY_NEW_PER_CHAT` and `REPLAY_NEW_TOTAL`, each a
/// number of messages.
final class ReplayVariables {

  /// Less than what may wait for a client, which would be cut off else.
  private static final int MAX = 8_000;

  private ReplayVariables() {}

  static CatchUpBounds read(Environment environment) {
    CatchUpBounds usual = CatchUpBounds.DEFAULT;
    return new CatchUpBounds(
        environment.integer("REPLAY_PER_CHAT", usual.perChat(), 0, MAX),
        environment.integer("REPLAY_TOTAL", usual.total(), 0, MAX),
        environment.integer("REPLAY_NEW_PER_CHAT", usual.newPerChat(), 0, MAX),
        environment.integer("REPLAY_NEW_TOTAL", usual.newTotal(), 0, MAX));
  }
}
