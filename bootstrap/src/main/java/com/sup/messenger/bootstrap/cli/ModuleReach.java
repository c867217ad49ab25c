package com.sup.messenger.bootstrap.cli;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.bootstrap.config.AdapterChoice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Opens the chosen modules one after another, and asks if their dependencies answer.
final class ModuleReach implements Ports.Source, AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(20);

  private final AdapterChoice choice;
  private final Deque<Adapters> latestFirst = new ArrayDeque<>();

  ModuleReach(AdapterChoice choice) {
    this.choice = choice;
  }

  /// Opens a module, and returns true if its dependency answers. A module without one does.
  boolean reaches(AdapterModule module) {
    AdapterModule.Context context =
        new AdapterModule.Context(
            "config-check", InstantSource.system(), choice.variables(), OutsideCalls.UNHEARD, this);
    long start = System.nanoTime();
    try {
      latestFirst.addFirst(module.open(context));
    } catch (UnavailableException _) {
      return false;
    }
    BooleanSupplier dependency = latestFirst.getFirst().dependency().orElse(() -> true);
    // The log has the reason when the first try is over. On a slow machine, that is later.
    long end = 2 * System.nanoTime() - start;
    while (!dependency.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(STEP.toNanos());
    }
    return dependency.getAsBoolean();
  }

  @Override
  public <P> P adapter(Class<P> port) {
    return latestFirst.stream()
        .flatMap(adapters -> adapters.adapter(port).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    AdapterChoice.ADAPTERS.name(),
                    choice.names(),
                    "modules of which an earlier one has the port " + port.getSimpleName()));
  }

  /// Closes the modules. The last one that was opened comes first.
  @Override
  public void close() {
    latestFirst.forEach(Adapters::close);
  }
}
