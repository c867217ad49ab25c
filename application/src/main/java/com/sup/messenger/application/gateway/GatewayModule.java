package com.sup.messenger.application.gateway;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import java.time.InstantSource;
import java.util.List;
import java.util.ServiceLoader;

/// A gateway that an operator chooses by name in `GATEWAYS`.
///
/// [java.util.ServiceLoader] finds it: put a JAR on the class path that contains
/// `META-INF/services/com.sup.messenger.application.gateway.GatewayModule`.
public interface GatewayModule {

  /// Returns its name in `GATEWAYS`: lower-case letters, digits and hyphens. The name `socketio` is
  /// taken.
  String name();

  /// Returns the names of its transports, as [Connection#transport] returns them. Metrics count the
  /// connections of each.
  List<String> transports();

  /// Returns the configuration variables that the module reads. Each is documented, and is checked
  /// at the start even if the module is not chosen.
  default List<Variable<?>> variables() {
    return List.of();
  }

  /// Opens the gateway. It serves clients when this returns.
  ///
  /// @throws ConfigurationException if a variable has a value that cannot be used, such as a port
  ///     that is taken; the start ends
  Gateway open(Context context);

  /// Returns every module on the class path.
  ///
  /// @throws java.util.ServiceConfigurationError if a module cannot be created
  static List<GatewayModule> installed() {
    return ServiceLoader.load(GatewayModule.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /// The surroundings of a gateway.
  ///
  /// @param application the door for its connections
  /// @param clock the time
  /// @param variables the values of the module's variables
  record Context(ChatApplication application, InstantSource clock, Variables variables) {

    /// Returns the value of one of the module's variables.
    public <T> T value(Variable<T> variable) {
      return variables.get(variable);
    }
  }
}
