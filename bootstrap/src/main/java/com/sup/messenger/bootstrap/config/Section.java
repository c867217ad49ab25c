package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.gateway.GatewayModule;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Variable;
import java.util.List;
import java.util.stream.Stream;

/// A section of variables, in the order of the documentation.
public record Section(String title, List<Variable<?>> variables) {

  /// Returns the sections of all variables. Those of the modules come last.
  public static List<Section> all(List<AdapterModule> adapters, List<GatewayModule> gateways) {
    Stream<Section> modules =
        Stream.concat(adapters.stream().map(Section::of), gateways.stream().map(Section::of));
    return Stream.concat(
            Stream.of(
                ProcessVariables.SECTION,
                ListenerVariables.SECTION,
                TokenVariables.SECTION,
                SocketVariables.SECTION,
                LimitVariables.SECTION,
                ReplayVariables.SECTION,
                IceVariables.SECTION),
            modules.filter(section -> !section.variables.isEmpty()))
        .toList();
  }

  private static Section of(AdapterModule module) {
    return new Section("Adapter module `" + module.name() + "`", module.variables());
  }

  private static Section of(GatewayModule module) {
    return new Section("Gateway `" + module.name() + "`", module.variables());
  }
}
