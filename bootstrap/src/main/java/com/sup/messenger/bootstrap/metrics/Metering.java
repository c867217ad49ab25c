package com.sup.messenger.bootstrap.metrics;

import static java.util.Objects.requireNonNull;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.call.EndReason;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Counts the acts of use cases and adapters. All meters are made at the start, one for each value
/// of their labels. Clients cannot make their number grow.
final class Metering implements Observer {

  private static final String OK = "ok";

  private record Event(Timer time, Map<String, Counter> outcomes) {}

  private final Meters meters;
  private final Map<String, Event> events;
  private final Map<String, Counter> refusals;
  private final Map<String, Counter> arrivals;
  private final Map<String, Counter> calls;
  private final Counter replayed;

  Metering(Meters meters) {
    this.meters = meters;
    events = byName(Stream.concat(RateLimits.EVENTS.stream(), Stream.of("unknown")), this::event);
    refusals =
        byName(
            names(ConnectionRefusedException.Code.values()),
            code -> meters.counter("sup.connections.refused", "Handshakes refused", "code", code));
    arrivals =
        byName(
            Stream.of("new", "cursors", "session", "handover"),
            kind ->
                meters.counter(
                    "sup.arrivals", "Connections by kind: recovered or new", "kind", kind));
    calls =
        byName(
            names(EndReason.values()).map(Metering::word),
            reason -> meters.counter("sup.calls.ended", "Calls that have ended", "reason", reason));
    replayed = meters.counter("sup.replayed.events", "Missed events sent on return");
  }

  private Event event(String name) {
    return new Event(
        meters.timer("sup.event.duration", "Time from an event to its answer", "event", name),
        byName(
            Stream.concat(Stream.of(OK), names(Refusal.values())),
            outcome ->
                meters.counter(
                    "sup.events", "Events of clients", "event", name, "outcome", outcome)));
  }

  private static Stream<String> names(Enum<?>... values) {
    return Stream.of(values).map(Enum::name);
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <M> Map<String, M> byName(Stream<String> names, Function<String, M> meter) {
    Map<String, M> all = new HashMap<>();
    names.forEach(name -> all.put(name, meter.apply(name)));
    return Map.copyOf(all);
  }

  @Override
  public void answered(String event, @Nullable Refusal refusal, Duration time) {
    Event metered = requireNonNull(events.get(event));
    metered.time().record(time.toNanos(), TimeUnit.NANOSECONDS);
    increment(metered.outcomes(), refusal == null ? OK : refusal.name());
  }

  @Override
  public void refused(ConnectionRefusedException.Code code) {
    increment(refusals, code.name());
  }

  @Override
  public void arrived(Arrival arrival) {
    increment(
        arrivals,
        switch (arrival) {
          case Arrival.Fresh fresh -> fresh.cursors().isEmpty() ? "new" : "cursors";
          case Arrival.Resumed _ -> "session";
          case Arrival.HandedOver _ -> "handover";
        });
  }

  @Override
  public void replayed(long events) {
    replayed.increment(events);
  }

  @Override
  public void callEnded(EndReason reason) {
    increment(calls, word(reason.name()));
  }

  private static void increment(Map<String, Counter> counters, String name) {
    requireNonNull(counters.get(name)).increment();
  }

  /// Counts the calls of an adapter module to the outside.
  OutsideCalls callsOf(String module) {
    Timer time = meters.timer("sup.dependency.duration", "Calls to a dependency", "module", module);
    Counter failures =
        meters.counter("sup.dependency.failures", "Calls without an answer", "module", module);
    return (took, answered) -> {
      time.record(took.toNanos(), TimeUnit.NANOSECONDS);
      if (!answered) {
        failures.increment();
      }
    };
  }
}
