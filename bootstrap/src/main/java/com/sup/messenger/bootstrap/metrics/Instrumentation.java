package com.sup.messenger.bootstrap.metrics;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.bootstrap.config.Configuration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// The observers of an instance. They are meters if `METRICS_ENABLED`, and do nothing otherwise.
///
/// @param observer observes the use cases
/// @param calls gives the observer of an adapter module's calls to the outside, by the module's
///     name
/// @param failures counts the failures of adapters: the port, and true if it was unavailable
/// @param meters the meters, if there are any
public record Instrumentation(
    Observer observer,
    Function<String, OutsideCalls> calls,
    BiConsumer<Class<?>, Boolean> failures,
    Optional<Meters> meters)
    implements AutoCloseable {

  public static Instrumentation of(Configuration configuration) {
    return configuration.listeners().metrics().isPresent() ? metered() : none();
  }

  private static Instrumentation none() {
    return new Instrumentation(
        Observer.NONE, _ -> OutsideCalls.UNHEARD, (_, _) -> {}, Optional.empty());
  }

  private static Instrumentation metered() {
    Meters meters = new Meters();
    Metering metering = new Metering(meters);
    return new Instrumentation(
        metering, metering::callsOf, new PortMeters(meters)::failed, Optional.of(meters));
  }

  @Override
  public void close() {
    meters.ifPresent(Meters::close);
  }
}
