package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.transport.PeerChannel;
import com.sup.messenger.bootstrap.config.AdapterChoice;
import com.sup.messenger.bootstrap.failure.AdapterFailures;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The adapters of the chosen modules.
///
/// @param ports the adapter of each port
/// @param peers the channel of the transport to other instances
/// @param named the adapters by module
record OpenAdapters(Ports ports, PeerChannel peers, NamedAdapters named) implements AutoCloseable {

  /// The surroundings of all modules.
  ///
  /// @param own adapters that need no module, for ports that no module has
  /// @param calls gives the observer of a module's calls, by the module's name
  /// @param failures hears of each call of an adapter that fails
  record Surroundings(
      String instance,
      InstantSource clock,
      Adapters own,
      Function<String, OutsideCalls> calls,
      AdapterFailures failures) {}

  /// Opens the modules in their order.
  ///
  /// @throws StartFailedException if a module cannot be opened
  /// @throws ConfigurationException if a port has no adapter, or a module lacks one that it needs
  static OpenAdapters open(AdapterChoice choice, Surroundings around) {
    NamedAdapters named = new NamedAdapters(choice);
    try {
      named.add("the service", around.failures.watching("the service", around.own));
      for (AdapterModule module : choice.modules()) {
        named.requireBefore(module);
        Adapters adapters = open(module, context(choice, around, module.name(), named));
        named.add(module.name(), around.failures.watching(module.name(), adapters));
      }
      named.requireAll();
      return new OpenAdapters(Ports.from(named), named.adapter(PeerChannel.class), named);
    } catch (RuntimeException e) {
      named.close();
      throw e;
    }
  }

  private static AdapterModule.Context context(
      AdapterChoice choice, Surroundings around, String module, NamedAdapters named) {
    return new AdapterModule.Context(
        around.instance,
        around.clock,
        choice.variables(),
        around.calls.apply(module),
        named.before(module));
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
    named
        .byModule()
        .forEach(
            (module, adapters) ->
                adapters
                    .dependency()
                    .ifPresent(known -> answering.put(module, known.getAsBoolean())));
    return answering;
  }

  /// Closes the modules. The last one that was opened comes first.
  @Override
  public void close() {
    named.close();
  }
}
