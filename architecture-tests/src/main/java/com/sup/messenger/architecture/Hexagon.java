package com.sup.messenger.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;

/// The packages of a hexagonal application. Each name stands for a package and all below it.
///
/// @param domain the rules of the business
/// @param application the use cases
/// @param ports the interfaces to the world that use cases call; lies in the application
/// @param memory the implementations of the ports in memory; lies in the application
/// @param protocols the layers under the inbound adapters, lowest first; each lies in one of them
/// @param inbound the adapters that call use cases
/// @param outbound the adapters that implement ports
/// @param bootstrap the code that wires everything
public record Hexagon(
    String domain,
    String application,
    String ports,
    String memory,
    List<String> protocols,
    List<String> inbound,
    List<String> outbound,
    String bootstrap) {

  /// The packages of the messenger.
  public static final Hexagon MESSENGER =
      under("com.sup.messenger").onProtocol("com.sup.messenger.listener");

  public Hexagon {
    protocols = List.copyOf(protocols);
    inbound = List.copyOf(inbound);
    outbound = List.copyOf(outbound);
  }

  /// Returns the same packages under another root.
  public static Hexagon under(String root) {
    return new Hexagon(
        root + ".domain",
        root + ".application",
        root + ".application.port",
        root + ".application.memory",
        Stream.of("rfc6455", "engineio", "socketio").map((root + ".websocket.")::concat).toList(),
        List.of(root + ".websocket", root + ".http"),
        List.of(root + ".redis", root + ".jwt"),
        root + ".bootstrap");
  }

  /// Returns a copy with one more outbound adapter, such as a team's own.
  public Hexagon withOutbound(String adapter) {
    return new Hexagon(
        domain,
        application,
        ports,
        memory,
        protocols,
        inbound,
        Stream.concat(outbound.stream(), Stream.of(adapter)).toList(),
        bootstrap);
  }

  /// Returns a copy with one more protocol, below all others.
  public Hexagon onProtocol(String lowest) {
    return new Hexagon(
        domain,
        application,
        ports,
        memory,
        Stream.concat(Stream.of(lowest), protocols.stream()).toList(),
        inbound,
        outbound,
        bootstrap);
  }

  /// Checks every rule on the classes of the class path, except tests.
  ///
  /// @throws AssertionError if a package has no class, because its name is then misspelt; or if a
  ///     rule is broken, with its reason and each place
  public void check() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(rooms());
    for (String room : rooms()) {
      if (classes.that(within(room)).isEmpty()) {
        throw new AssertionError("No class in " + room);
      }
    }
    for (HexagonRule rule : HexagonRule.values()) {
      rule.in(this).check(classes);
    }
  }

  /// Returns every package of the application.
  public List<String> rooms() {
    return Stream.of(
            Stream.of(domain, application, ports, memory, bootstrap),
            protocols.stream(),
            inbound.stream(),
            outbound.stream())
        .flatMap(rooms -> rooms)
        .toList();
  }

  List<String> adapters() {
    return Stream.of(inbound.stream(), outbound.stream(), Stream.of(memory))
        .flatMap(adapters -> adapters)
        .toList();
  }

  static DescribedPredicate<JavaClass> within(String... packages) {
    return within(List.of(packages));
  }

  static DescribedPredicate<JavaClass> within(List<String> packages) {
    return JavaClass.Predicates.resideInAnyPackage(
            packages.stream().map(room -> room + "..").toArray(String[]::new))
        .as("in " + String.join(", ", packages));
  }
}
