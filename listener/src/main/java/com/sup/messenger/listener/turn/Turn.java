package com.sup.messenger.listener.turn;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.function.BooleanSupplier;

/// The turn of a thread that works for a client who may send as fast as it is read.
///
/// A virtual thread keeps its carrier thread until it waits, and a client that always has something
/// at hand lets it never wait: two such clients on two processors would keep all others out. So a
/// thread whose turn is over waits in a [TurnQueue], in which clients that asked for less come
/// first.
///
/// What a client asks for counts by pieces and bytes, as about the time that they take. A clock
/// would also count what the operating system gives to other processes. It is remembered for fifty
/// times as long: a client that takes less than a fiftieth of a processor has nothing to wait for.
///
/// Strangers begin only where few others do, and wait in a queue of their own.
///
/// Not thread-safe.
public final class Turn {

  /// A client that asks for much has a turn of this length.
  private static final long SHORT = MICROSECONDS.toNanos(200);

  /// A client that asks for much if more than this is remembered.
  private static final long MUCH = MICROSECONDS.toNanos(10_000);

  /// Any other has a turn of this length. It is longer, for the time may have gone to others.
  private static final long LONG = MICROSECONDS.toNanos(2_000);

  /// For how long a piece, and a byte, is remembered: fifty times 20 µs, and 5 ns.
  private static final long PIECE = MICROSECONDS.toNanos(1_000);

  private static final long BYTE = 250;

  /// For how long work is remembered at most.
  private static final long MAX_MEMORY = SECONDS.toNanos(2);

  private final BooleanSupplier isStranger;
  private long since = System.nanoTime();

  /// Until when work is remembered.
  private long remembered = since;

  /// How much of the turn is over.
  private long used;

  /// A turn for a client that is known.
  public Turn() {
    this(() -> false);
  }

  /// @param isStranger whether the client is not known; asked whenever the thread may have to wait
  public Turn(BooleanSupplier isStranger) {
    this.isStranger = isStranger;
  }

  /// The thread begins to work, or goes on after it has waited for its client.
  public void begin() {
    since = System.nanoTime();
    if (since - remembered >= 0) {
      remembered = since;
      used = 0;
    }
    if (isStranger.getAsBoolean()) {
      TurnQueue.STRANGERS.begin(remembered);
      since = System.nanoTime();
    }
  }

  /// The thread has done a piece of its work.
  public void goOn() {
    goOn(0);
  }

  /// The thread has done a piece of its work.
  ///
  /// @param bytes what the client has sent, or is sent
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

  /// Lets others work, whatever is left of this turn.
  public void end() {
    (isStranger.getAsBoolean() ? TurnQueue.STRANGERS : TurnQueue.KNOWN).await(remembered);
    used = 0;
    since = System.nanoTime();
  }
}
