package com.sup.messenger.listener;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import java.util.concurrent.locks.LockSupport;

/// The turn of a thread that works for a client who may send as fast as it is read.
///
/// A virtual thread keeps its carrier thread until it waits, and whoever always has something at
/// hand never waits: two such clients on two processors would keep everybody else out. So who has
/// worked for 200 µs without waiting waits for 1 ms, which leaves it a sixth of a processor. Not
/// thread-safe.
public final class Turn {

  private static final long LENGTH = MICROSECONDS.toNanos(200);
  private static final long PAUSE = MICROSECONDS.toNanos(1_000);

  /// Input that is at hand takes less.
  private static final long WAIT = MICROSECONDS.toNanos(50);

  private long begun = System.nanoTime();

  /// The thread has taken its input: it has waited for that, or its turn goes on, or is over.
  ///
  /// @param before the [System#nanoTime()] when it began to
  public void tookInput(long before) {
    long now = System.nanoTime();
    if (now - before >= WAIT) {
      begun = now;
    } else {
      pauseIfOver(now);
    }
  }

  /// The thread has done a piece of its work.
  public void goOn() {
    pauseIfOver(System.nanoTime());
  }

  private void pauseIfOver(long now) {
    if (now - begun >= LENGTH) {
      end();
      begun = System.nanoTime();
    }
  }

  /// Lets others work, whatever is left of this thread's turn.
  ///
  /// [Thread#yield()] would not do: a carrier thread runs first who yields on it, over and over
  /// where there are two, and whom a socket or a timer wakes later.
  public static void end() {
    LockSupport.parkNanos(PAUSE);
  }
}
