package com.sup.messenger.redis;

import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.port.spi.Ports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Finds the round trips to Redis that work makes one after the other. Those that it makes at the
/// same time are one wave.
///
/// Each call is held at its end, until no other has come to its end for [#QUIET]. So calls that do
/// not wait for each other end together, however long each takes. A thread that is slow to begin
/// may split a wave, and nothing joins two. So the trial with the fewest is right.
final class Waves implements OutsideCalls {

  private static final long QUIET = Duration.ofMillis(30).toNanos();
  private static final int MAX_TRIALS = 20;

  /// The work that the thread is a part of. Threads that it starts are parts too.
  private final InheritableThreadLocal<Work> work = new InheritableThreadLocal<>();

  private final ThreadLocal<String> port = ThreadLocal.withInitial(() -> "?");

  /// Notes the method of the port of each call.
  Ports.Source watch(Ports.Source source) {
    return new Ports.Source() {
      @Override
      public <P> P adapter(Class<P> type) {
        return watched(type, source.adapter(type));
      }
    };
  }

  private <P> P watched(Class<P> type, P adapter) {
    Class<?>[] types = {type};
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            types,
            (_, method, arguments) -> {
              port.set(type.getSimpleName() + "." + method.getName());
              try {
                return method.invoke(adapter, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public void over(Duration time, boolean answered) {
    Work mine = work.get();
    if (mine != null) {
      mine.hold(port.get());
    }
  }

  /// Does work until it has made few enough waves, or some times.
  ///
  /// @param enough the waves that are few enough
  /// @return the methods of the ports in each wave of the last trial
  List<List<String>> of(int enough, Trial trial) throws InterruptedException {
    List<List<String>> waves = List.of();
    for (int i = 0; i < MAX_TRIALS && (i == 0 || waves.size() > enough); i++) {
      waves = new Work().run(trial.prepare());
    }
    return waves;
  }

  /// Work that can be done again.
  interface Trial {

    /// Prepares the next time.
    ///
    /// @return the work whose calls are counted
    Runnable prepare();
  }

  private final class Work {

    private final List<List<String>> waves = new ArrayList<>();
    private List<String> held = new ArrayList<>();
    private long last;
    private boolean done;

    List<List<String>> run(Runnable task) throws InterruptedException {
      Thread.ofVirtual()
          .start(
              () -> {
                work.set(this);
                try {
                  task.run();
                } finally {
                  end();
                }
              });
      return waves();
    }

    private synchronized void end() {
      done = true;
      notifyAll();
    }

    private synchronized List<List<String>> waves() throws InterruptedException {
      while (!done || !held.isEmpty()) {
        long rest = held.isEmpty() ? QUIET : last + QUIET - System.nanoTime();
        if (rest > 0) {
          TimeUnit.NANOSECONDS.timedWait(this, rest);
        } else {
          waves.add(held.stream().sorted().toList());
          held = new ArrayList<>();
          notifyAll();
        }
      }
      return waves;
    }

    synchronized void hold(String call) {
      if (done) {
        return;
      }
      List<String> wave = held;
      wave.add(call);
      last = System.nanoTime();
      try {
        while (wave == held) {
          wait();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
