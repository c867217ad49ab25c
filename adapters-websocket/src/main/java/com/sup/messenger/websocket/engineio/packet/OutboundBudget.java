package com.sup.messenger.websocket.engineio.packet;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The bytes that wait to be sent, of all sessions of the process together. A message to many
/// clients counts once, from the first outbox that it waits in to the last.
///
/// If there are more than allowed, the slowest clients are ended. Unknown clients go first.
public final class OutboundBudget {

  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final AtomicBoolean making = new AtomicBoolean();
  private volatile Runnable makeRoom = () -> {};

  /// Makes a budget.
  ///
  /// @param limit in bytes
  public OutboundBudget(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit must be positive");
    }
    this.limit = limit;
  }

  /// Makes a budget of a share of the heap that the JVM may have.
  public static OutboundBudget ofHeap(int divisor) {
    return new OutboundBudget(Runtime.getRuntime().maxMemory() / divisor);
  }

  /// Returns the number of bytes that wait now.
  public long held() {
    return held.get();
  }

  /// Sets the task that ends slow clients while the budget [is short][#isShort]. It runs on a
  /// thread of its own.
  public void makeRoomBy(Runnable task) {
    makeRoom = task;
  }

  /// Returns true if more than seven eighths of the budget are taken.
  public boolean isShort() {
    return held.get() > limit - limit / 8;
  }

  /// Counts bytes that wait, or no longer wait if negative. Never blocks.
  void count(long bytes) {
    if (held.addAndGet(bytes) > limit && bytes > 0 && making.compareAndSet(false, true)) {
      // The caller holds the lock of a session, and this task ends others.
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
