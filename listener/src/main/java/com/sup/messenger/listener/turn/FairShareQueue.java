package com.sup.messenger.listener.turn;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The threads that wait for a turn. The thread whose client has had the least work lately is
/// first.
///
/// In each round, the queue lets a few of them run. A round ends when all threads that could run at
/// its beginning have run. So a thread with a small task waits for a few turns of others, and never
/// for the whole queue.
///
/// A thread has at most one place, and a connection a few threads. So the number of places is
/// bounded.
final class FairShareQueue {
  /// For known clients. Each turn is as long as it may be.
  static final FairShareQueue KNOWN = new FairShareQueue(2);

  /// For all others. Most of their work is short.
  static final FairShareQueue STRANGERS = new FairShareQueue(4);

  /// The shortest time of a round.
  private static final long PAUSE = MICROSECONDS.toNanos(250);

  private static final AtomicBoolean OPEN = new AtomicBoolean();

  private static final AtomicLong NEXT = new AtomicLong();

  private final Queue<Place> places = new PriorityBlockingQueue<>();
  private final AtomicInteger begun = new AtomicInteger();

  private final int aRound;

  /// @param aRound the number of threads that run in a round, for each processor
  private FairShareQueue(int aRound) {
    this.aRound = aRound * Runtime.getRuntime().availableProcessors();
  }

  private static final class Place implements Comparable<Place> {
    private final Thread thread = Thread.currentThread();
    private final long number = NEXT.getAndIncrement();
    private final long remembered;
    private volatile boolean called;

    Place(long remembered) {
      this.remembered = remembered;
    }

    @Override
    public int compareTo(Place other) {
      int order = Long.signum(remembered - other.remembered);
      return order == 0 ? Long.compare(number, other.number) : order;
    }
  }

  /// Begins a turn: at once if few have begun in this round, and no thread waits.
  ///
  /// @param remembered the time at which the client's work is forgotten
  void begin(long remembered) {
    if (begun.incrementAndGet() > aRound || !places.isEmpty()) {
      await(remembered);
    } else {
      open();
    }
  }

  /// Waits for the next turn of this thread. An interrupt does not end the wait.
  ///
  /// @param remembered the time at which the client's work is forgotten
  void await(long remembered) {
    Place place = new Place(remembered);
    places.add(place);
    open();
    boolean interrupted = false;
    while (!place.called) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void open() {
    if (!OPEN.get() && OPEN.compareAndSet(false, true)) {
      Thread.startVirtualThread(FairShareQueue::rounds);
    }
  }

  private static void rounds() {
    do {
      do {
        // A timer puts this thread behind all that can run. [Thread#yield()] does not: a carrier
        // thread first runs the threads that yield on it.
        LockSupport.parkNanos(PAUSE);
        KNOWN.nextRound();
        STRANGERS.nextRound();
      } while (isWaitedFor());
      OPEN.set(false);
    } while (isWaitedFor() && OPEN.compareAndSet(false, true));
  }

  private static boolean isWaitedFor() {
    return !KNOWN.places.isEmpty() || !STRANGERS.places.isEmpty();
  }

  private void nextRound() {
    begun.set(0);
    for (int i = 0; i < aRound; i++) {
      Place next = places.poll();
      if (next == null) {
        return;
      }
      next.called = true;
      LockSupport.unpark(next.thread);
    }
  }
}
