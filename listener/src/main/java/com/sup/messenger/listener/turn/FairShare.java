package com.sup.messenger.listener.turn;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.function.BooleanSupplier;

/// The turn of a thread that works for a client. The client may send as fast as it is read.
///
/// A virtual thread keeps its carrier thread until it waits, and a busy client never lets it wait.
/// Two such clients on two processors would keep all others out. So a thread waits in a
/// [FairShareQueue] after its turn. There, clients that asked for less come first.
///
/// The work of a client is counted by pieces and bytes, as about the time that they take. A clock
/// would also count the time of other processes. Work is remembered for fifty times as long. So a
/// client that takes less than a fiftieth of a processor never waits.
///
/// Strangers begin only if few others do, and wait in a queue of their own.
///
/// Not thread-safe.
public final class FairShare {

  /// The turn of a client that asks for much, in nanoseconds.
  private static final long SHORT = MICROSECONDS.toNanos(200);

  /// A client asks for much if more than this is remembered.
  private static final long MUCH = MICROSECONDS.toNanos(10_000);

  /// The turn of any other client. It is longer, because others may have used the time.
  private static final long LONG = MICROSECONDS.toNanos(2_000);

  /// The time for which a piece, and a byte, is remembered: fifty times 20 µs, and 5 ns.
  private static final long PIECE = MICROSECONDS.toNanos(1_000);

  private static final long BYTE = 250;

  /// The longest time for which work is remembered.
  private static final long MAX_MEMORY = SECONDS.toNanos(2);

  private final BooleanSupplier isStranger;
  private long since = System.nanoTime();

  /// The time at which the work is forgotten.
  private long remembered = since;

  /// The part of the turn that is over.
  private long used;

  /// Creates a turn for a known client.
  public FairShare() {
    this(() -> false);
  }

  /// @param isStranger true if the client is not known; asked each time the thread may have to wait
  public FairShare(BooleanSupplier isStranger) {
    this.isStranger = isStranger;
  }

  /// Begins work, for the first time or after a wait for the client.
  public void begin() {
    since = System.nanoTime();
    if (since - remembered >= 0) {
      remembered = since;
      used = 0;
    }
    if (isStranger.getAsBoolean()) {
      FairShareQueue.STRANGERS.begin(remembered);
      since = System.nanoTime();
    }
  }

  /// Counts a piece of work. Waits if the turn is over.
  public void goOn() {
    goOn(0);
  }

  /// Counts a piece of work. Waits if the turn is over.
  ///
  /// @param bytes the number of bytes that the client has sent, or is sent
  public void goOn(int bytes) {
    long now = System.nanoTime();
    used += now - since;
    since = now;
    long left = Math.max(0, remembered - now) + PIECE + (long) bytes * BYTE;
    remembered = now + Math.min(left, MAX_MEMORY);
    if (used >= (left >= MUCH ? SHORT : LONG)) {
      end();
    }
  }

  /// Ends the turn, and waits for the next one.
  public void end() {
    (isStranger.getAsBoolean() ? FairShareQueue.STRANGERS : FairShareQueue.KNOWN).await(remembered);
    used = 0;
    since = System.nanoTime();
  }
}
