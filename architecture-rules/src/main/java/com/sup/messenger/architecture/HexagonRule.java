package com.sup.messenger.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/// The rules of a hexagonal application that the compiler cannot check.
///
/// A rule holds if it finds no class to check. [Hexagon#check] therefore refuses a named package
/// without classes.
public enum HexagonRule {
  EVERY_CLASS_HAS_A_ROOM(
      CodeRules::everyClassHasARoom,
      "A class outside every room may know everything, and so be a bridge between any two.",
      "Move the class into a room, or name its package in the sentence of the architecture."),

  DOMAIN_KNOWS_ONLY_ITSELF(
      DomainRules::knowsOnlyItself,
      "Rules without input, output or frameworks can be read and tested alone.",
      "Move what needs more to a use case or an adapter, and take its result as an argument."),

  DOMAIN_GIVES_THE_SAME_ANSWER_TWICE(
      DomainRules::givesTheSameAnswerTwice,
      "A rule that depends on its arguments alone is tested by plain values.",
      "Take the time, the random number, the id or the setting as an argument."),

  DOMAIN_KEEPS_NO_STATE(
      DomainRules::keepsNoState,
      "A static field that changes makes the answer depend on earlier calls and on other threads.",
      "Make the field final and its value unchangeable, or keep the state behind a port."),

  APPLICATION_KNOWS_ONLY_THE_DOMAIN(
      ApplicationRules::knowsOnlyTheDomain,
      "A use case reaches the world through ports, whose types are its own words.",
      "Declare a port in these words, and move the code that needs the library to an adapter."),

  APPLICATION_IS_GIVEN_ITS_CLOCK(
      ApplicationRules::isGivenItsClock,
      "A test moves the clock that it gives. It cannot move the clock of the machine.",
      "Take an `InstantSource` or a `Clock` in the constructor."),

  APPLICATION_LEAVES_THE_MACHINE_ALONE(
      ApplicationRules::leavesTheMachineAlone,
      "Processes and the environment are the world too: another machine has others.",
      "Take the setting in the constructor. Start processes and end this one in an adapter."),

  PORTS_ARE_ONLY_PROMISES(
      ApplicationRules::portsAreOnlyPromises,
      "A team that writes an adapter opens the ports first.",
      "Leave interfaces, records, enums and exceptions. Move other classes to the use cases."),

  USE_CASES_KNOW_NO_ADAPTER(
      ApplicationRules::knowsNoAdapter,
      "Configuration swaps an adapter, and memory is one adapter among others.",
      "Use the port that the adapter implements, and take it in the constructor."),

  ADAPTERS_KNOW_NO_OTHER_ADAPTER(
      AdapterRules::knowNoOtherAdapter,
      "An adapter is replaced without a look at the others.",
      "Let a use case stand between the two, or name their common code as `shared`."),

  INBOUND_ADAPTERS_CALL_NO_PORT(
      AdapterRules::inboundCallNoPort,
      "Only a use case knows what must be checked before a port is called.",
      "Call a use case. Add one if there is none, even if it has a single line."),

  OUTBOUND_ADAPTERS_CALL_NO_USE_CASE(
      AdapterRules::outboundCallNoUseCase,
      "An adapter that decides is no longer replaceable, and a use case that it calls may call it.",
      "Return a value to the use case, or tell it through a listener that the port declares."),

  PROTOCOLS_KNOW_ONLY_WHAT_LIES_BELOW(
      AdapterRules::protocolsKnowOnlyWhatLiesBelow,
      "A protocol serves any application and any layer above.",
      "Declare an interface in the lower layer, and implement it in the upper one."),

  NOTHING_KNOWS_BOOTSTRAP(
      AdapterRules::nothingKnowsBootstrap,
      "Code that knows the wiring depends on everything that is wired.",
      "Take the setting or the object in the constructor."),

  NAMES_SAY_WHAT_A_CLASS_IS(
      CodeRules::namesSayWhatAClassIs,
      "A name such as Manager or Helper would fit any class.",
      "Name the class by its one task. Name an adapter by its technology and its port."),

  RECORDS_HAVE_NO_GETTERS(
      CodeRules::recordsHaveNoGetters,
      "A component of a record has an accessor of its own name.",
      "Remove `get` from the name, or the method if the accessor does the same."),

  LOGS_GO_THROUGH_THE_SYSTEM_LOGGER(
      CodeRules::logsGoThroughTheSystemLogger,
      "Bootstrap alone decides where logs go and how they look.",
      "Use `System.Logger`. Let bootstrap install the library that writes the logs."),

  NOTHING_IS_INJECTED(
      CodeRules::nothingIsInjected,
      "A class says in its constructor what it needs, and can be made by hand.",
      "Remove the annotation. Call the constructor in bootstrap."),

  PACKAGES_FORM_NO_CYCLE(
      CodeRules::packagesFormNoCycle,
      "Packages in a cycle can only be read, tested and changed together.",
      "Move the class that closes the cycle, or let an interface turn one arrow around."),

  PACKAGES_ARE_SMALL(
      CodeRules::packagesAreSmall,
      "A reader keeps a package of at most 20 types in mind.",
      "Divide the package by features. Give each part a package of its own.");

  @SuppressWarnings("ImmutableEnumChecker") // Each one is a method that keeps nothing.
  private final Function<Plan, ArchRule> rule;

  private final String reason;
  private final String remedy;

  HexagonRule(Function<Plan, ArchRule> rule, String reason, String remedy) {
    this.rule = rule;
    this.reason = reason;
    this.remedy = remedy;
  }

  /// Returns why an application has this rule.
  public String reason() {
    return reason;
  }

  /// Returns what to do about a place that breaks this rule.
  public String remedy() {
    return remedy;
  }

  /// Returns the rule for one application, such as for a test of its own.
  public ArchRule in(Hexagon hexagon) {
    return rule.apply(hexagon.plan())
        .as("%s: %s %s".formatted(name(), reason, remedy))
        .allowEmptyShould(true);
  }
}
