package com.sup.messenger.bootstrap;

import com.sup.messenger.application.Observer;
import com.sup.messenger.application.port.OutsideCalls;
import java.util.Optional;
import java.util.function.Function;

/// What hears of what an instance does: meters where `METRICS_ENABLED`, else nobody.
///
/// @param observer hears of the use cases
/// @param calls by an adapter module's name, what hears of its calls to the outside
/// @param meters where there are any
record Instrumentation(
    Observer observer, Function<String, OutsideCalls> calls, Optional<Meters> meters)
    implements AutoCloseable {

  static Instrumentation of(Configuration configuration) {
    return configuration.listeners().metrics().isPresent() ? metered() : none();
  }

  private static Instrumentation none() {
    return new Instrumentation(Observer.NONE, _ -> OutsideCalls.UNHEARD, Optional.empty());
  }

  private static Instrumentation metered() {
    Meters meters = new Meters();
    Metering metering = new Metering(meters);
    return new Instrumentation(metering, metering::callsOf, Optional.of(meters));
  }

  @Override
  public void close() {
    meters.ifPresent(Meters::close);
  }
}
