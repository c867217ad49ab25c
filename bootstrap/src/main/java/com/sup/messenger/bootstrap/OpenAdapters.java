package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.transport.PeerChannel;
import com.sup.messenger.bootstrap.config.AdapterChoice;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The adapters of the chosen modules.
///
/// @param ports the adapter of each port
/// @param peers the channel of the transport to other instances
/// @param choice the modules
/// @param opened the service's own adapters, then those of each module
record OpenAdapters(Ports ports, PeerChannel peers, AdapterChoice choice, List<Adapters> opened)
    implements AutoCloseable {

  /// Opens the modules in their order.
  ///
  /// @param own adapters that need no module, for ports that no module has
  /// @param calls gives the observer of a module's calls, by the module's name
  /// @throws StartFailedException if a module cannot be opened
  /// @throws ConfigurationException if a port has no adapter
  static OpenAdapters open(
      AdapterChoice choice,
      String instance,
      InstantSource clock,
      Adapters own,
      Function<String, OutsideCalls> calls) {
    List<Adapters> opened = new ArrayList<>(List.of(own));
    try {
      for (AdapterModule module : choice.modules()) {
        OutsideCalls heard = calls.apply(module.name());
        opened.add(
            open(module, new AdapterModule.Context(instance, clock, choice.variables(), heard)));
      }
      LastNamed chosen = new LastNamed(choice, opened);
      return new OpenAdapters(
          Ports.from(chosen), chosen.adapter(PeerChannel.class), choice, List.copyOf(opened));
    } catch (RuntimeException e) {
      close(opened);
      throw e;
    }
  }

  private static Adapters open(AdapterModule module, AdapterModule.Context context) {
    try {
      return module.open(context);
    } catch (UnavailableException e) {
      throw new StartFailedException(
          "The adapter module " + module.name() + " cannot be opened: " + e.getMessage());
    }
  }

  /// Returns the modules with a dependency outside of the process. The value is true if it answers.
  Map<String, Boolean> dependencies() {
    Map<String, Boolean> answering = new TreeMap<>();
    for (int i = 0; i < choice.modules().size(); i++) {
      String name = choice.modules().get(i).name();
      opened
          .get(i + 1)
          .dependency()
          .ifPresent(dependency -> answering.put(name, dependency.getAsBoolean()));
    }
    return answering;
  }

  /// Closes the modules. The last one that was opened comes first.
  @Override
  public void close() {
    close(opened);
  }

  private static void close(List<Adapters> opened) {
    opened.reversed().forEach(Adapters::close);
  }

  private record LastNamed(AdapterChoice choice, List<Adapters> opened) implements Ports.Source {

    @Override
    public <P> P adapter(Class<P> port) {
      return opened.reversed().stream()
          .map(adapters -> adapters.adapter(port))
          .flatMap(Optional::stream)
          .findFirst()
          .orElseThrow(() -> missing(port));
    }

    private ConfigurationException missing(Class<?> port) {
      return new ConfigurationException(
          AdapterChoice.ADAPTERS.name(),
          choice.names(),
          "modules of which one at least has the port " + port.getSimpleName());
    }
  }
}
