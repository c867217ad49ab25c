package com.sup.messenger.bootstrap.metrics;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import io.helidon.service.registry.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// The meters of this service. They leave the registry of the process when this is closed.
///
/// A tag is a name and its value. The caller keeps the meter, because it cannot be looked up here.
public final class Meters implements AutoCloseable {

  private static final Duration[] BUCKETS =
      List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000).stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry = Services.get(MeterRegistry.class);
  private final List<Meter> own = new ArrayList<>();
  // The registry refers only weakly to the sources of its counters.
  private final List<LongSupplier> read = new ArrayList<>();

  public MeterRegistry registry() {
    return registry;
  }

  Counter counter(String name, String description, String... tags) {
    return add(Counter.builder(name).description(description).tags(tags(tags)));
  }

  Timer timer(String name, String description, String... tags) {
    return add(Timer.builder(name).description(description).tags(tags(tags)).buckets(BUCKETS));
  }

  void gauge(String name, String description, DoubleSupplier value, String... tags) {
    add(Gauge.builder(name, value::getAsDouble).description(description).tags(tags(tags)));
  }

  /// Makes a counter that is read when Prometheus asks for it.
  void total(String name, String description, LongSupplier value, String... tags) {
    read.add(value);
    add(
        FunctionalCounter.builder(name, value, LongSupplier::getAsLong)
            .description(description)
            .tags(tags(tags)));
  }

  private <B extends Meter.Builder<B, M>, M extends Meter> M add(B builder) {
    M meter = registry.getOrCreate(builder);
    own.add(meter);
    return meter;
  }

  private static List<Tag> tags(String... namesAndValues) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      tags.add(Tag.create(namesAndValues[i], namesAndValues[i + 1]));
    }
    return tags;
  }

  @Override
  public void close() {
    own.forEach(registry::remove);
  }
}
