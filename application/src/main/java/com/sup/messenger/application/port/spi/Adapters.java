package com.sup.messenger.application.port.spi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The adapters of one module: any subset of the ports, at most one adapter each.
///
/// @param byPort an adapter under the interface of each port that there is one for
/// @param release lets go of what the adapters hold: connections, threads
/// @param dependency whether what stands behind the adapters answers now, where anything does
public record Adapters(
    Map<Class<?>, Object> byPort, Runnable release, Optional<BooleanSupplier> dependency)
    implements AutoCloseable {

  /// @throws IllegalArgumentException where an adapter does not implement its port
  public Adapters {
    byPort = Map.copyOf(byPort);
    byPort.forEach(Adapters::check);
  }

  private static void check(Class<?> port, Object adapter) {
    if (!port.isInstance(adapter)) {
      throw new IllegalArgumentException(adapter.getClass() + " is no " + port);
    }
  }

  /// No adapters yet, which hold nothing.
  public static Adapters none() {
    return releasing(() -> {});
  }

  /// No adapters yet, and what is to be done when they are closed.
  public static Adapters releasing(Runnable release) {
    return new Adapters(Map.of(), release, Optional.empty());
  }

  /// These, which depend on something outside of the process.
  ///
  /// @param answers whether it answers, as far as is known now; must not block
  public Adapters dependingOn(BooleanSupplier answers) {
    return new Adapters(byPort, release, Optional.of(answers));
  }

  /// These, and an adapter for a port.
  public <P> Adapters with(Class<P> port, P adapter) {
    Map<Class<?>, Object> more = new HashMap<>(byPort);
    more.put(port, adapter);
    return new Adapters(more, release, dependency);
  }

  /// The adapter for a port, where there is one.
  public <P> Optional<P> adapter(Class<P> port) {
    return Optional.ofNullable(byPort.get(port)).map(port::cast);
  }

  /// Lets go of what the adapters hold; none is used afterwards.
  @Override
  public void close() {
    release.run();
  }
}
