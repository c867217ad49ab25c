package com.sup.messenger.application.connection;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that the sent logs of all connections hold, in about bytes. A note that connections
/// share counts once.
///
/// While more than the limit is held, each connection that is sent an event forgets its oldest
/// notes, down to [#SPARED]. So the memory stays below about the limit, and [#SPARED] for each
/// connection.
public final class SentBudget {

  /// The bytes that a connection may hold while the budget is spent: enough for texts.
  static final long SPARED = 16 * 1024;

  /// The most bytes that a connection may hold: a whole replay. If it drops, the session store
  /// keeps as much.
  public static final long MAX_HELD = 2 * 1024 * 1024;

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /// Creates an empty budget.
  ///
  /// @param limit bytes
  public SentBudget(long limit) {
    this.limit = limit;
  }

  /// Returns a budget of a fraction of the largest heap.
  ///
  /// @param divisor the heap is divided by it
  public static SentBudget ofHeap(int divisor) {
    return new SentBudget(Runtime.getRuntime().maxMemory() / divisor);
  }

  void count(long bytes) {
    held.addAndGet(bytes);
  }

  /// Returns true if a connection has to forget some of its notes.
  ///
  /// @param own the bytes that the connection holds
  boolean isTooMuch(long own) {
    return own > MAX_HELD || (own > SPARED && held.get() > limit);
  }
}
