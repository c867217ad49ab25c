package com.sup.messenger.websocket.rfc6455;

import java.util.concurrent.atomic.AtomicInteger;

/// The state of a writer: one thread at a time writes, and looks again if there may be more.
final class WriterState {

  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int BUSY_AGAIN = 2;
  private static final int STOPPED = 3;

  private final AtomicInteger state = new AtomicInteger(IDLE);

  /// Called when there is something to write.
  ///
  /// @return true if the calling thread must see to the writing
  boolean claim() {
    int now;
    do {
      now = state.get();
      if (now >= BUSY_AGAIN) {
        return false;
      }
    } while (!state.compareAndSet(now, now + 1));
    return now == IDLE;
  }

  /// Called before a look at what there is to write.
  void begin() {
    state.compareAndSet(BUSY_AGAIN, BUSY);
  }

  /// Called after that.
  ///
  /// @return false if there may be more
  boolean end() {
    return state.compareAndSet(BUSY, IDLE) || isStopped();
  }

  /// Lets nothing more be written.
  void stop() {
    state.set(STOPPED);
  }

  boolean isStopped() {
    return state.get() == STOPPED;
  }
}
