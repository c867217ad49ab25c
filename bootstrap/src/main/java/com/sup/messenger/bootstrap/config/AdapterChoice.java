package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The adapter modules that `ADAPTERS` names, in that order.
///
/// @param modules the modules; if several have an adapter for a port, the last one is used
/// @param variables the variables of the modules
public record AdapterChoice(List<AdapterModule> modules, Variables variables) {

  public static final Variable<List<String>> ADAPTERS =
      Variable.list(
              "ADAPTERS",
              "the adapter modules, comma-separated. The last one with an adapter for a port is"
                  + " used",
              "names of adapter modules, each once",
              name -> name)
          .usually("`redis` if `REDIS_URL` is set, else `memory`");

  /// Reads `ADAPTERS`.
  ///
  /// @throws ConfigurationException if a name is not that of an installed module
  static AdapterChoice of(Environment environment, List<AdapterModule> installed) {
    List<String> named = environment.get(ADAPTERS);
    String usual = environment.has("REDIS_URL") ? "redis" : "memory";
    return of(named.isEmpty() ? List.of(usual) : named, installed, environment);
  }

  private static AdapterChoice of(
      List<String> names, List<AdapterModule> installed, Variables variables) {
    if (Set.copyOf(names).size() < names.size()) {
      throw ADAPTERS.refusal(String.join(",", names));
    }
    List<AdapterModule> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          installed.stream()
              .filter(module -> module.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name, installed)));
    }
    return new AdapterChoice(List.copyOf(chosen), variables);
  }

  private static ConfigurationException unknown(String name, List<AdapterModule> installed) {
    return new ConfigurationException(
        ADAPTERS.name(),
        name,
        installed.stream()
            .map(AdapterModule::name)
            .sorted()
            .collect(Collectors.joining(", ", "one or several of ", ", comma-separated")));
  }

  public String names() {
    return modules.stream().map(AdapterModule::name).collect(Collectors.joining(","));
  }
}
