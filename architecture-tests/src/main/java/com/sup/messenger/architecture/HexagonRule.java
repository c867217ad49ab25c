package com.sup.messenger.architecture;

import static com.sup.messenger.architecture.Hexagon.within;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rules of a hexagonal application that the compiler cannot check.
///
/// A rule passes if it finds no classes to check. [Hexagon#check] therefore refuses empty packages.
public enum HexagonRule {
  DOMAIN_KNOWS_ONLY_ITSELF(
      house ->
          classes()
              .that(within(house.domain()))
              .should()
              .onlyDependOnClassesThat(
                  within(house.domain(), "java.time", "org.jspecify.annotations")
                      .or(
                          resideInAnyPackage(
                              "java.lang",
                              "java.lang.annotation",
                              "java.lang.invoke",
                              "java.lang.runtime",
                              "java.math",
                              "java.nio.charset",
                              "java.text",
                              "java.util",
                              "java.util.function",
                              "java.util.regex",
                              "java.util.stream")))
              .because("rules without input, output or frameworks can be read and tested alone")),

  DOMAIN_GIVES_THE_SAME_ANSWER_TWICE(
      house ->
          noClasses()
              .that(within(house.domain()))
              .should()
              .accessTargetWhere(Access.TO_A_CLOCK)
              .orShould()
              .accessTargetWhere(Access.TO_CHANCE)
              .orShould()
              .accessTargetWhere(Access.TO_THE_PROCESS)
              .because(
                  "time, chance and ids come in as arguments: a rule depends on nothing else")),

  APPLICATION_KNOWS_ONLY_THE_DOMAIN(
      house ->
          classes()
              .that(within(house.application()))
              .should()
              .onlyDependOnClassesThat(
                  within(
                      house.application(),
                      house.domain(),
                      "java.lang",
                      "java.math",
                      "java.nio.charset",
                      "java.security",
                      "java.text",
                      "java.time",
                      "java.util",
                      "javax.crypto",
                      "org.jspecify.annotations"))
              .because(
                  "a use case reaches the world through ports, whose types are its own words")),

  APPLICATION_IS_GIVEN_ITS_CLOCK(
      house ->
          noClasses()
              .that(within(house.application()))
              .should()
              .accessTargetWhere(Access.TO_A_CLOCK)
              .because("a test moves the InstantSource that it gives, not the machine's clock")),

  PORTS_ARE_ONLY_PROMISES(
      house ->
          classes()
              .that(within(house.ports()))
              .should(
                  ArchCondition.from(
                      INTERFACES
                          .or(describe("records", JavaClass::isRecord))
                          .or(describe("enums", JavaClass::isEnum))
                          .or(assignableTo(Throwable.class))
                          .as("be interfaces, or the values and exceptions that they speak of")))
              .because("a team that writes an adapter opens these pages first")),

  USE_CASES_KNOW_NO_ADAPTER(
      house ->
          noClasses()
              .that(within(house.application()).and(not(within(house.memory()))))
              .should()
              .dependOnClassesThat(within(house.adapters()))
              .because("memory is one adapter among others, to be swapped by configuration")),

  ADAPTERS_KNOW_NO_OTHER_ADAPTER(
      house ->
          all(
              house.adapters().stream()
                  .map(
                      adapter ->
                          noClasses()
                              .that(within(adapter))
                              .should()
                              .dependOnClassesThat(
                                  within(house.adapters()).and(not(within(adapter))))
                              .because("an adapter is replaced without a look at the others")))),

  INBOUND_ADAPTERS_CALL_NO_PORT(
      house ->
          noClasses()
              .that(within(house.inbound()))
              .should()
              .accessTargetWhere(
                  targetOwner(within(house.ports()).and(INTERFACES))
                      .as("of an interface in " + house.ports()))
              .because("only a use case knows what must be checked before a port is called")),

  PROTOCOLS_KNOW_ONLY_WHAT_LIES_BELOW(
      house ->
          all(
              IntStream.range(0, house.protocols().size())
                  .mapToObj(
                      layer ->
                          noClasses()
                              .that(within(house.protocols().get(layer)))
                              .should()
                              .dependOnClassesThat(
                                  within(house.rooms())
                                      .and(not(within(house.protocols().subList(0, layer + 1)))))
                              .because("a protocol serves any application and any layer above")))),

  NAMES_SAY_WHAT_A_CLASS_IS(
      house ->
          noClasses()
              .that(within(house.rooms()))
              .should()
              .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Service|Port)")
              .because("such a name would fit any class")),

  RECORDS_HAVE_NO_GETTERS(
      house ->
          methods()
              .that()
              .areDeclaredInClassesThat(
                  within(house.rooms()).and(describe("", JavaClass::isRecord)))
              .should()
              .haveNameNotMatching("get[A-Z].*")
              .because("a record's component has its accessor, by its own name")),

  LOGS_GO_THROUGH_THE_SYSTEM_LOGGER(
      house ->
          noClasses()
              .that(within(house.rooms()).and(not(within(house.bootstrap()))))
              .should()
              .dependOnClassesThat(
                  within("java.util.logging", "org.slf4j", "org.apache.logging", "ch.qos.logback"))
              .orShould()
              .accessTargetWhere(Access.TO_THE_CONSOLE)
              .because("bootstrap alone decides where logs go and how they look")),

  NOTHING_IS_INJECTED(
      house ->
          noMembers()
              .that()
              .areDeclaredInClassesThat(within(house.rooms()))
              .should()
              .beAnnotatedWith(
                  describe("of a container for dependencies", HexagonRule::isContainerAnnotation))
              .because("a class says in its constructor what it needs, and can be made by hand")),

  PACKAGES_FORM_NO_CYCLE(
      house ->
          SlicesRuleDefinition.slices()
              .assignedFrom(new Packages(house))
              .should()
              .beFreeOfCycles()
              .because("packages in a cycle can only be read, tested and changed together")),

  PACKAGES_ARE_SMALL(
      house ->
          classes()
              .that(within(house.rooms()))
              .should(new SmallPackage(20))
              .because("a reader keeps a package of this size in mind"));

  private static final Set<String> CONTAINER_ANNOTATIONS =
      Set.of("Inject", "Autowired", "Resource", "Value", "PostConstruct", "PreDestroy");

  @SuppressWarnings("ImmutableEnumChecker") // Each one is a lambda that captures nothing.
  private final Function<Hexagon, ArchRule> rule;

  HexagonRule(Function<Hexagon, ArchRule> rule) {
    this.rule = rule;
  }

  /// Returns the rule for the packages of one application.
  public ArchRule in(Hexagon house) {
    return rule.apply(house).as(name()).allowEmptyShould(true);
  }

  private static boolean isContainerAnnotation(JavaAnnotation<?> annotation) {
    return CONTAINER_ANNOTATIONS.contains(annotation.getRawType().getSimpleName());
  }

  private static ArchRule all(Stream<ArchRule> rules) {
    return CompositeArchRule.of(rules.toList());
  }
}
