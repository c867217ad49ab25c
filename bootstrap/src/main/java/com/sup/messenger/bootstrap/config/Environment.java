package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The variables of the process. They override those in the file that `SUP_CONFIG` names.
final class Environment implements Variables {

  private final Map<String, String> values;

  private Environment(Map<String, String> values) {
    this.values = values;
  }

  /// Reads every declared variable once, so that each value is checked at the start.
  ///
  /// @throws ConfigurationException for the first value that is not allowed, and for a name in the
  ///     file that is not declared
  static Environment of(Map<String, String> variables, List<Variable<?>> declared) {
    Map<String, String> values = new HashMap<>();
    Optional<Path> file = new Environment(variables).get(ProcessVariables.SUP_CONFIG);
    file.ifPresent(path -> values.putAll(new ConfigurationFile(path).read(declared)));
    variables.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            values.put(name, value);
          }
        });
    Environment environment = new Environment(values);
    declared.forEach(environment::get);
    return environment;
  }

  /// Returns true if the variable has a value.
  boolean has(String name) {
    return values.containsKey(name);
  }

  @Override
  public <T> T get(Variable<T> variable) {
    return variable.read(values.getOrDefault(variable.name(), ""));
  }
}
