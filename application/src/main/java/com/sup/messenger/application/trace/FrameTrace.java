package com.sup.messenger.application.trace;

import com.sup.messenger.application.port.bus.FrameNote;
import com.sup.messenger.application.port.bus.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// One trace, at the instance that an operator has asked. It holds at most [#MAX_NOTES] notes that
/// the operator has not read. Further ones are counted and dropped.
public final class FrameTrace implements AutoCloseable {

  static final int MAX_NOTES = 2_000;

  private final Runnable end;
  private final BlockingQueue<FrameNote> notes = new ArrayBlockingQueue<>(MAX_NOTES);
  private final LongAdder dropped = new LongAdder();
  private final Set<String> instances = new ConcurrentSkipListSet<>();

  /// @param end is called by [#close]
  FrameTrace(Runnable end) {
    this.end = end;
  }

  void hear(Signal.Traced answer) {
    instances.add(answer.from());
    dropped.add(answer.dropped());
    answer
        .frames()
        .forEach(
            note -> {
              if (!notes.offer(note)) {
                dropped.increment();
              }
            });
  }

  /// Returns the notes since the last call, in the order in which they came. Waits until there is
  /// one. Empty if none comes in time.
  public List<FrameNote> next(Duration patience) throws InterruptedException {
    List<FrameNote> next = new ArrayList<>();
    FrameNote first = notes.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      next.add(first);
      notes.drainTo(next);
    }
    return next;
  }

  /// Returns the number of frames that were dropped so far.
  public long dropped() {
    return dropped.sum();
  }

  /// Returns the instances that take part so far, sorted.
  public List<String> instances() {
    return List.copyOf(instances);
  }

  /// Ends the trace. The instances forget it in some seconds.
  @Override
  public void close() {
    end.run();
  }
}
