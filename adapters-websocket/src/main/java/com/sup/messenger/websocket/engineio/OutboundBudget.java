package com.sup.messenger.websocket.engineio;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes that wait to be sent, of all sessions of the process together. A message that goes to
/// many counts once, from the first outbox that it waits in to the last.
///
/// If there are more than allowed, the clients that have been slow with most for longest are cut,
/// those that are not known first.
public final class OutboundBudget {

  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final AtomicBoolean making = new AtomicBoolean();
  private volatile Runnable makeRoom = () -> {};

  /// @param limit bytes
  public OutboundBudget(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit must be positive");
    }
    this.limit = limit;
  }

  /// A share of the heap that the JVM may have.
  public static OutboundBudget ofHeap(int divisor) {
    return new OutboundBudget(Runtime.getRuntime().maxMemory() / divisor);
  }

  /// How many bytes wait now.
  public long held() {
    return held.get();
  }

  /// @param task has slow clients cut while it [is short][#isShort]; runs on a thread of its
  ///     own
  void makeRoomBy(Runnable task) {
    makeRoom = task;
  }

  /// Whether an eighth of the budget is still to be freed.
  boolean isShort() {
    return held.get() > limit - limit / 8;
  }

  /// Counts more, or less; never blocks.
  void count(long bytes) {
    if (held.addAndGet(bytes) > limit && bytes > 0 && making.compareAndSet(false, true)) {
      // The caller holds the lock of a session, and others are to be cut.
      Thread.startVirtualThread(this::makeRoomNow);
    }
  }

  private void makeRoomNow() {
    try {
      makeRoom.run();
    } finally {
      making.set(false);
    }
  }
}
