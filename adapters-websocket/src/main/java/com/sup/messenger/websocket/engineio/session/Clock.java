package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.EngineConfig;

/// The one thread that watches the deadlines of all sessions.
public final class Clock implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Clock.class.getName());
  private static final long MIN_MILLIS = 10;
  private static final long MAX_MILLIS = 250;

  private final SessionRegistry sessions;
  private final long periodMillis;
  private volatile boolean closed;

  private Clock(SessionRegistry sessions, long periodMillis) {
    this.sessions = sessions;
    this.periodMillis = periodMillis;
  }

  /// Starts the clock. It ticks ten times a ping time-out and once a check interval, but 4 to 100
  /// times a second.
  public static Clock start(SessionRegistry sessions, EngineConfig config) {
    long wanted = Math.min(config.pingTimeout().toMillis() / 10, config.checkInterval().toMillis());
    long period = Math.clamp(wanted, MIN_MILLIS, MAX_MILLIS);
    Clock clock = new Clock(sessions, period);
    Thread.ofPlatform().daemon().name("engine.io-clock").start(clock::run);
    return clock;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void run() {
    while (!closed) {
      try {
        Thread.sleep(periodMillis);
        long now = System.nanoTime();
        sessions.all().forEach(session -> tick(() -> session.tick(now)));
        tick(() -> sessions.review(now));
        sessions.upgrades().forEach(upgrade -> tick(() -> upgrade.tick(now)));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void tick(Runnable tick) {
    try {
      tick.run();
    } catch (RuntimeException | Error e) {
      LOGGER.log(System.Logger.Level.ERROR, "A tick failed: {0}", e.getClass().getName());
    }
  }
}
