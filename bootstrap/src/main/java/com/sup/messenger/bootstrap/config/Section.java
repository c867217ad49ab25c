package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Variable;
import java.util.List;
import java.util.stream.Stream;

/// A section of variables, in the order of the documentation.
public record Section(String title, List<Variable<?>> variables) {

  /// Returns the sections of all variables. Those of the adapter modules come last.
  public static List<Section> all(List<AdapterModule> installed) {
    return Stream.concat(
            Stream.of(
                ProcessVariables.SECTION,
                ListenerVariables.SECTION,
                TokenVariables.SECTION,
                SocketVariables.SECTION,
                LimitVariables.SECTION,
                ReplayVariables.SECTION,
                IceVariables.SECTION),
            installed.stream().map(Section::of).filter(section -> !section.variables.isEmpty()))
        .toList();
  }

  private static Section of(AdapterModule module) {
    return new Section("Adapter module `" + module.name() + "`", module.variables());
  }
}
