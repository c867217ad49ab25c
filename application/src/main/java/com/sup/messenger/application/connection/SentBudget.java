package com.sup.messenger.application.connection;

import java.util.concurrent.atomic.AtomicLong;

/// What the notes of all connections of the process hold, in about bytes. A note that many
/// connections share counts once.
///
/// While more than the limit is held, each connection that is sent something forgets its oldest
/// notes, down to [#SPARED]. So what is held stays about under the limit and [#SPARED] for each
/// connection.
public final class SentBudget {

  /// What a connection may hold while the budget is spent: enough for texts.
  static final long SPARED = 16 * 1024;

  /// What a connection may hold at most: a whole replay. If it drops, the store of sessions keeps
  /// as much.
  public static final long MAX_HELD = 2 * 1024 * 1024;

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /// @param limit bytes
  public SentBudget(long limit) {
    this.limit = limit;
  }

  /// A share of the heap that the JVM may have.
  public static SentBudget ofHeap(int divisor) {
    return new SentBudget(Runtime.getRuntime().maxMemory() / divisor);
  }

  /// How much is held now.
  public long held() {
    return held.get();
  }

  void count(long bytes) {
    held.addAndGet(bytes);
  }

  /// Whether a connection that holds so much has to forget some of it.
  boolean isTooMuch(long own) {
    return own > MAX_HELD || (own > SPARED && held.get() > limit);
  }
}
