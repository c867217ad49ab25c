package com.sup.messenger.application.port.spi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/// The adapters of one module: at most one for each port.
///
/// @param byPort the adapters, by the interface of their port
/// @param release frees the resources of the adapters, such as connections and threads
/// @param dependency returns true if the system behind the adapters answers now; empty if there is
///     none
/// @param local true if the adapters keep their state in this process, apart from other instances
public record Adapters(
    Map<Class<?>, Object> byPort,
    Runnable release,
    Optional<BooleanSupplier> dependency,
    boolean local)
    implements AutoCloseable {

  /// Checks that each adapter implements its port.
  ///
  /// @throws IllegalArgumentException if one does not
  public Adapters {
    byPort = Map.copyOf(byPort);
    byPort.forEach(Adapters::check);
  }

  private static void check(Class<?> port, Object adapter) {
    if (!port.isInstance(adapter)) {
      throw new IllegalArgumentException(adapter.getClass() + " is no " + port);
    }
  }

  /// Returns an empty set that holds no resources.
  public static Adapters none() {
    return releasing(() -> {});
  }

  /// Returns an empty set.
  ///
  /// @param release called by [#close]
  public static Adapters releasing(Runnable release) {
    return new Adapters(Map.of(), release, Optional.empty(), false);
  }

  /// Returns these adapters, with a dependency outside the process.
  ///
  /// @param answers returns true if the dependency answers, as far as is known now; must not block
  public Adapters dependingOn(BooleanSupplier answers) {
    return new Adapters(byPort, release, Optional.of(answers), local);
  }

  /// Returns these adapters, which keep their state in this process. Beside a module that instances
  /// share, they are right for a single instance only, so the start warns of them.
  public Adapters keptInThisProcess() {
    return new Adapters(byPort, release, dependency, true);
  }

  /// Returns these adapters and one more.
  public <P> Adapters with(Class<P> port, P adapter) {
    Map<Class<?>, Object> more = new HashMap<>(byPort);
    more.put(port, adapter);
    return new Adapters(more, release, dependency, local);
  }

  /// Returns these adapters, each replaced by another one of its port.
  ///
  /// @param change returns the adapter to use for a port and its adapter
  public Adapters each(BiFunction<Class<?>, Object, Object> change) {
    Map<Class<?>, Object> changed = new HashMap<>();
    byPort.forEach((port, adapter) -> changed.put(port, change.apply(port, adapter)));
    return new Adapters(changed, release, dependency, local);
  }

  /// Returns the adapter for a port, if there is one.
  public <P> Optional<P> adapter(Class<P> port) {
    return Optional.ofNullable(byPort.get(port)).map(port::cast);
  }

  /// Frees the resources of the adapters. No adapter is used afterwards.
  @Override
  public void close() {
    release.run();
  }
}
