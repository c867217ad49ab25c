package com.sup.messenger.bootstrap.metrics;

import com.sup.messenger.application.port.spi.Ports;
import io.helidon.metrics.api.Counter;
import java.util.HashMap;
import java.util.Map;

/// Counts the calls of ports that fail.
final class PortMeters {

  private record Key(Class<?> port, boolean unavailable) {}

  private final Map<Key, Counter> failures = new HashMap<>();

  PortMeters(Meters meters) {
    for (Class<?> port : Ports.all()) {
      for (boolean unavailable : new boolean[] {true, false}) {
        failures.put(new Key(port, unavailable), counter(meters, port, unavailable));
      }
    }
  }

  private static Counter counter(Meters meters, Class<?> port, boolean unavailable) {
    return meters.counter(
        "sup.port.failures",
        "Calls of ports that ended in an exception",
        "port",
        port.getSimpleName(),
        "kind",
        unavailable ? "unavailable" : "unexpected");
  }

  void failed(Class<?> port, boolean unavailable) {
    // A module may have adapters for ports that the service does not use.
    Counter counter = failures.get(new Key(port, unavailable));
    if (counter != null) {
      counter.increment();
    }
  }
}
