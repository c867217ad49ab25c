package com.sup.messenger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The architecture of a hexagonal application, as a sentence that a test checks:
///
/// ```java
/// Hexagon.under("acme.shop")
///     .domain("domain")
///     .application("application")
///     .ports("application.port")
///     .inbound("web")
///     .outbound("postgres", "mail")
///     .bootstrap("main")
///     .check();
/// ```
///
/// A name is a package under the root, with all packages below it. The empty name is the root
/// package alone. A room may lie in another one, such as ports in the application. Each room may be
/// left out, but each class needs one. An instance is immutable: each method returns a copy.
public final class Hexagon {

  private final Plan plan;
  private final List<HexagonRule> rules;

  private Hexagon(Plan plan, List<HexagonRule> rules) {
    this.plan = plan;
    this.rules = rules;
  }

  /// Returns an application that has no room yet.
  ///
  /// @param root the package of all its classes, such as `acme.shop`
  public static Hexagon under(String root) {
    Plan empty = new Plan(root, Map.of(), List.of("org.jspecify.annotations.."));
    return new Hexagon(empty, List.of(HexagonRule.values()));
  }

  /// Adds packages with the rules of the business.
  public Hexagon domain(String... names) {
    return with(plan.with(Room.DOMAIN, names));
  }

  /// Adds packages with use cases.
  public Hexagon application(String... names) {
    return with(plan.with(Room.APPLICATION, names));
  }

  /// Adds packages with the interfaces to the world that use cases call. An interface that inbound
  /// adapters call is no port in this sense: it is a use case.
  public Hexagon ports(String... names) {
    return with(plan.with(Room.PORTS, names));
  }

  /// Adds packages with implementations of ports in memory that lie in the application.
  public Hexagon memory(String... names) {
    return with(plan.with(Room.MEMORY, names));
  }

  /// Adds layers of protocols, such as WebSocket, that would serve any application; lowest first.
  public Hexagon protocols(String... names) {
    return with(plan.with(Room.PROTOCOLS, names));
  }

  /// Adds packages that several adapters use, such as the JSON of the application's values.
  public Hexagon shared(String... names) {
    return with(plan.with(Room.SHARED, names));
  }

  /// Adds adapters that call use cases. Each name is an adapter.
  public Hexagon inbound(String... names) {
    return with(plan.with(Room.INBOUND, names));
  }

  /// Adds adapters that implement ports. Each name is an adapter.
  public Hexagon outbound(String... names) {
    return with(plan.with(Room.OUTBOUND, names));
  }

  /// Adds outbound adapters elsewhere than under the root, such as another team's: full names.
  public Hexagon plugin(String... packages) {
    return with(plan.withForeign(Room.OUTBOUND, packages));
  }

  /// Adds packages with the code that wires everything.
  public Hexagon bootstrap(String... names) {
    return with(plan.with(Room.BOOTSTRAP, names));
  }

  /// Names packages under the root that are no part of the application, such as tools. The rules do
  /// not look into them.
  public Hexagon outside(String... names) {
    return with(plan.with(Room.OUTSIDE, names));
  }

  /// Lets the domain and the application use libraries.
  ///
  /// @param packages their full names, such as `org.joda.money`
  public Hexagon libraries(String... packages) {
    return with(plan.withLibraries(packages));
  }

  /// Leaves rules out that this application does not have.
  public Hexagon without(HexagonRule... some) {
    List<HexagonRule> dropped = List.of(some);
    return new Hexagon(plan, rules.stream().filter(rule -> !dropped.contains(rule)).toList());
  }

  /// Checks every rule on the classes of the class path, except tests.
  ///
  /// @throws AssertionError if rules are broken: it has each one with its reason, what to do, and
  ///     the places. Also if a named package has no class, because its name is then misspelt
  public void check() {
    check(UnaryOperator.identity());
  }

  /// Checks every rule as [#check()] does, in a form that the caller chooses.
  ///
  /// @param form changes a rule, such as `FreezingArchRule::freeze`. The description of a rule is
  ///     its name, and stays the same in later versions
  /// @throws AssertionError as [#check()] does
  public void check(UnaryOperator<ArchRule> form) {
    check(plan.classes(), form);
  }

  void check(JavaClasses imported, UnaryOperator<ArchRule> form) {
    JavaClasses classes = imported.that(not(plan.in(Room.OUTSIDE)));
    Report report = new Report();
    plan.emptyIn(classes).forEach(report::addEmpty);
    for (HexagonRule rule : rules) {
      report.add(rule, form.apply(rule.in(this).as(rule.name())).evaluate(classes));
    }
    report.throwIfBroken();
  }

  Plan plan() {
    return plan;
  }

  private Hexagon with(Plan changed) {
    return new Hexagon(changed, rules);
  }
}
