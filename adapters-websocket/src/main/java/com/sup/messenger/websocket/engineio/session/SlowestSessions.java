package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.packet.OutboundBudget;
import java.util.Collection;
import java.util.Comparator;

/// Ends sessions whose clients read too slowly, when the memory for output is spent.
///
/// Unknown clients go first, then those with the most bytes. A new client, about to show its token,
/// has few.
final class SlowestSessions {

  /// The bytes that may wait for a session without a reason to end it.
  private static final int SMALL = 1_024;

  private record Waiting(EngineSession session, boolean known, long bytes) {
    static final Comparator<Waiting> WORST_FIRST =
        Comparator.comparing(Waiting::known)
            .thenComparing(Comparator.comparingLong(Waiting::bytes).reversed());
  }

  private SlowestSessions() {}

  /// Ends sessions until the budget has room.
  static void end(Collection<EngineSession> sessions, OutboundBudget budget) {
    sessions.stream()
        .map(session -> new Waiting(session, session.isTrusted(), session.waitingBytes()))
        .filter(waiting -> waiting.bytes() > SMALL)
        .sorted(Waiting.WORST_FIRST)
        .takeWhile(_ -> budget.isShort())
        .forEach(waiting -> waiting.session().end(CloseReason.SLOW_CONSUMER));
  }
}
