package com.sup.messenger.application.fanout;

import java.util.TreeSet;

/// The revisions of a chat that were delivered here. Revisions may arrive out of order, and some
/// may be lost.
///
/// Its owner guards it. At most [#MAX_EARLY] early revisions are remembered. Later ones then count
/// as lost, and are made good with the others.
final class RevisionTracker {

  static final int MAX_EARLY = 256;

  private final TreeSet<Long> early = new TreeSet<>();
  private long reached;
  private long madeGood;

  /// Begins again at a revision. Changes up to it are delivered, or made good.
  void restart(long rev) {
    reached = rev;
    madeGood = rev;
    early.headSet(rev, true).clear();
    advance();
  }

  /// Returns true if a change was made good before it arrived.
  boolean isMadeGood(long rev) {
    return rev <= madeGood;
  }

  /// Notes a change that was delivered.
  void note(long rev) {
    if (rev > reached && early.size() < MAX_EARLY) {
      early.add(rev);
      advance();
    }
  }

  private void advance() {
    while (early.remove(reached + 1)) {
      reached++;
    }
  }

  /// Returns the revision up to which every change was delivered.
  long reached() {
    return reached;
  }

  /// Returns true if a change is missing before one that was delivered.
  boolean hasGap() {
    return !early.isEmpty();
  }
}
