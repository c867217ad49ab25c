package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.gateway.GatewayModule;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The gateways that `GATEWAYS` names.
///
/// @param socketIo true if the gateway for Socket.IO is one of them
/// @param modules the others, in their order
/// @param variables the variables of the modules
public record GatewayChoice(boolean socketIo, List<GatewayModule> modules, Variables variables) {

  /// The name of the gateway for Socket.IO, which is built in.
  static final String SOCKET_IO = "socketio";

  /// The variable.
  public static final Variable<List<String>> GATEWAYS =
      Variable.list(
              "GATEWAYS",
              "the gateways by which clients connect, comma-separated. `socketio` is built in",
              "names of gateway modules",
              name -> name)
          .usually("`socketio`");

  /// Reads `GATEWAYS`.
  ///
  /// @throws ConfigurationException if a name is not that of an installed module
  static GatewayChoice of(Variables environment, List<GatewayModule> installed) {
    List<String> named = environment.get(GATEWAYS).stream().distinct().toList();
    return new GatewayChoice(
        named.isEmpty() || named.contains(SOCKET_IO),
        named.stream()
            .filter(name -> !name.equals(SOCKET_IO))
            .map(name -> module(name, installed))
            .toList(),
        environment);
  }

  private static GatewayModule module(String name, List<GatewayModule> installed) {
    Optional<GatewayModule> module =
        installed.stream().filter(each -> each.name().equals(name)).findFirst();
    return module.orElseThrow(
        () ->
            new ConfigurationException(
                GATEWAYS.name(),
                name,
                Stream.concat(Stream.of(SOCKET_IO), installed.stream().map(GatewayModule::name))
                    .sorted()
                    .collect(Collectors.joining(", ", "one or several of ", ", comma-separated"))));
  }

  /// Returns the transports of the modules.
  public List<String> transports() {
    return modules.stream().flatMap(module -> module.transports().stream()).toList();
  }
}
