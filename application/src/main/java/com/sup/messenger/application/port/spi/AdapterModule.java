package com.sup.messenger.application.port.spi;

import com.sup.messenger.application.port.UnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;

/// A set of adapters that an operator chooses by name (`ADAPTERS`), found by
/// [java.util.ServiceLoader]: a JAR on the class path with a
/// `META-INF/services/com.sup.messenger.application.port.spi.AdapterModule` is all that it takes.
public interface AdapterModule {

  /// What `ADAPTERS` calls it: lower-case letters, digits and hyphens.
  String name();

  /// The configuration variables that it reads. Each is checked at the start, whether or not the
  /// module is chosen, and stands in the documentation.
  default List<Variable<?>> variables() {
    return List.of();
  }

  /// Opens what its adapters need, and makes them.
  ///
  /// @throws ConfigurationException where variables do not go together
  /// @throws UnavailableException where it cannot work here; the start ends
  Adapters open(Context context);

  /// Every module on the class path.
  ///
  /// @throws java.util.ServiceConfigurationError where one cannot be made
  static List<AdapterModule> installed() {
    return ServiceLoader.load(AdapterModule.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /// What a module is given.
  ///
  /// @param instance this instance's id, new at every start: 8 characters of base64url
  /// @param clock the time
  /// @param variables the values of the module's variables
  /// @param calls what the module may tell of its calls to the outside
  record Context(String instance, InstantSource clock, Variables variables, OutsideCalls calls) {}
}
