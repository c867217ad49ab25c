package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.bootstrap.config.AdapterChoice;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// The adapters of the modules that are open, in the order of `ADAPTERS`. For a port, the adapter
/// of the last module counts.
final class NamedAdapters implements Ports.Source, AutoCloseable {

  private final AdapterChoice choice;
  private final SequencedMap<String, Adapters> byModule = new LinkedHashMap<>();

  NamedAdapters(AdapterChoice choice) {
    this.choice = choice;
  }

  void add(String module, Adapters adapters) {
    byModule.put(module, adapters);
  }

  /// Returns the adapters by the name of their module, in their order.
  SequencedMap<String, Adapters> byModule() {
    return Collections.unmodifiableSequencedMap(byModule);
  }

  /// Returns the name of the module whose adapter counts for a port.
  Optional<String> moduleOf(Class<?> port) {
    return byModule.reversed().entrySet().stream()
        .filter(entry -> entry.getValue().adapter(port).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public <P> P adapter(Class<P> port) {
    return byModule.reversed().values().stream()
        .flatMap(adapters -> adapters.adapter(port).stream())
        .findFirst()
        .orElseThrow(() -> missing("", List.of(port)));
  }

  /// Returns the adapters for a module that is opened next.
  Ports.Source before(String module) {
    return new Ports.Source() {
      @Override
      public <P> P adapter(Class<P> port) {
        requireBefore(module, Set.of(port));
        return NamedAdapters.this.adapter(port);
      }
    };
  }

  /// Checks that a module that is opened next finds all that it needs.
  ///
  /// @throws ConfigurationException if it does not; the message names all that is missing
  void requireBefore(AdapterModule module) {
    requireBefore(module.name(), module.needs());
  }

  private void requireBefore(String module, Collection<Class<?>> ports) {
    require(" before " + module, ports);
  }

  /// Checks that each port has an adapter.
  ///
  /// @throws ConfigurationException if one has none; the message names all that are missing
  void requireAll() {
    require("", Ports.all());
  }

  private void require(String place, Collection<Class<?>> ports) {
    List<Class<?>> missing = ports.stream().filter(port -> moduleOf(port).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw missing(place, missing);
    }
  }

  private ConfigurationException missing(String place, List<? extends Class<?>> ports) {
    return new ConfigurationException(
        AdapterChoice.ADAPTERS.name(),
        choice.names(),
        ports.stream()
            .map(Class::getSimpleName)
            .sorted()
            .collect(
                Collectors.joining(
                    ", ", "modules of which one" + place + " at least has each port of ", "")));
  }

  /// Closes the modules. The last one that was opened comes first.
  @Override
  public void close() {
    byModule.reversed().values().forEach(Adapters::close);
  }
}
