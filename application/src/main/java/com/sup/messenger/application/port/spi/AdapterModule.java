package com.sup.messenger.application.port.spi;

import com.sup.messenger.application.port.UnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/// A set of adapters that an operator chooses by name in `ADAPTERS`.
///
/// [java.util.ServiceLoader] finds it: put a JAR on the class path that contains
/// `META-INF/services/com.sup.messenger.application.port.spi.AdapterModule`.
public interface AdapterModule {

  /// Returns its name in `ADAPTERS`: lower-case letters, digits and hyphens.
  String name();

  /// Returns the configuration variables that the module reads. Each is documented, and is checked
  /// at the start even if the module is not chosen.
  default List<Variable<?>> variables() {
    return List.of();
  }

  /// Returns the ports that the module cannot work without, as a log of messages cannot without a
  /// bus. Modules named before it in `ADAPTERS` have their adapters. Otherwise the start ends with
  /// one line that names the module and all ports that are missing.
  default Set<Class<?>> needs() {
    return Set.of();
  }

  /// Creates the adapters, and opens the resources that they need.
  ///
  /// @throws ConfigurationException if variables contradict each other
  /// @throws UnavailableException if the module cannot work here; the start ends
  Adapters open(Context context);

  /// Returns every module on the class path.
  ///
  /// @throws java.util.ServiceConfigurationError if a module cannot be created
  static List<AdapterModule> installed() {
    return ServiceLoader.load(AdapterModule.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /// The surroundings of a module.
  ///
  /// @param instance this instance's id, new at every start: 8 characters of base64url
  /// @param clock the time
  /// @param variables the values of the module's variables
  /// @param calls the observer of the module's calls to the outside
  /// @param earlier the adapters of the modules named before this one
  record Context(
      String instance,
      InstantSource clock,
      Variables variables,
      OutsideCalls calls,
      Ports.Source earlier) {

    /// Returns the adapter of a port that the module [needs][AdapterModule#needs()]. It belongs to
    /// the last module with that port among those named before.
    ///
    /// @throws ConfigurationException if no module before has the port; the start ends with one
    /// line
    public <P> P adapter(Class<P> port) {
      return earlier.adapter(port);
    }
  }
}
