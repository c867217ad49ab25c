package com.sup.messenger.application.instance;

import com.sup.messenger.application.connection.ConnectionCounts;
import com.sup.messenger.application.event.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// The figures that an instance reports to the others (contract, "Service API", `GET /api/stats`).
///
/// Rates are those of the last minute, or of the time since the start if that is shorter.
public final class Figures {

  public static final String ACTIVE = "connections.active";
  public static final String TOTAL = "connections.total";
  public static final String PEAK = "connections.peak";
  public static final String ROOMS = "rooms";
  public static final String EVENTS = "events";
  public static final String FAILURES = "failures";
  public static final String MESSAGES = "messages";

  /// The suffix of the name of a rate, in thousandths per second.
  public static final String RATE = ".millihertz";

  /// The prefix of the name of a count since the start.
  public static final String COUNT = "count.";

  /// The most further figures.
  private static final int MAX_REPORTED = 64;

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private static final Duration STEP = Duration.ofSeconds(1);

  private record Reading(Instant at, long events, long failures, long messages) {}

  private final InstantSource clock;
  private final AtomicReference<ConnectionCounts> connections =
      new AtomicReference<>(ConnectionCounts.NONE);
  private final LongAdder events = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final Map<String, LongSupplier> reported = new ConcurrentHashMap<>();
  private final ArrayDeque<Reading> readings = new ArrayDeque<>();

  public Figures(InstantSource clock) {
    this.clock = clock;
    readings.add(read());
  }

  /// Adds a figure to those that this instance reports. Does nothing above 64 figures.
  ///
  /// @param name a name of its own
  /// @param value returns the figure; must not block
  public void report(String name, LongSupplier value) {
    if (reported.size() < MAX_REPORTED) {
      reported.put(name, value);
    }
  }

  /// Counts a connection that begins.
  public void connected() {
    connections.updateAndGet(ConnectionCounts::connected);
  }

  /// Counts a connection that has gone.
  public void disconnected() {
    connections.updateAndGet(ConnectionCounts::disconnected);
  }

  /// Returns the counts of connections.
  public ConnectionCounts connections() {
    return connections.get();
  }

  /// Counts an event that was answered.
  public void answered(Reply reply) {
    events.increment();
    if (reply instanceof Reply.MessageSent) {
      messages.increment();
    }
  }

  /// Counts an event that failed.
  public void failed() {
    events.increment();
    failures.increment();
  }

  private Reading read() {
    return new Reading(clock.instant(), events.sum(), failures.sum(), messages.sum());
  }

  /// Returns all figures by name. Is called every few seconds.
  Map<String, Long> now(int rooms) {
    Map<String, Long> all = new HashMap<>(load(rooms));
    reported.forEach((name, value) -> all.put(name, value.getAsLong()));
    return all;
  }

  private synchronized Map<String, Long> load(int rooms) {
    ConnectionCounts counts = connections();
    Reading now = read();
    Instant oldest = now.at().minus(WINDOW);
    while (readings.size() > 1 && !readings.getFirst().at().isAfter(oldest)) {
      readings.pollFirst();
    }
    Reading then = readings.getFirst();
    if (now.at().isAfter(readings.getLast().at().plus(STEP))) {
      readings.addLast(now);
    }
    long millis = Math.max(1, Duration.between(then.at(), now.at()).toMillis());
    return Map.ofEntries(
        Map.entry(ACTIVE, counts.active()),
        Map.entry(TOTAL, counts.total()),
        Map.entry(PEAK, counts.peak()),
        Map.entry(ROOMS, (long) rooms),
        Map.entry(EVENTS, now.events()),
        Map.entry(FAILURES, now.failures()),
        Map.entry(MESSAGES, now.messages()),
        Map.entry(EVENTS + RATE, (now.events() - then.events()) * 1_000_000 / millis),
        Map.entry(FAILURES + RATE, (now.failures() - then.failures()) * 1_000_000 / millis),
        Map.entry(MESSAGES + RATE, (now.messages() - then.messages()) * 1_000_000 / millis));
  }
}
