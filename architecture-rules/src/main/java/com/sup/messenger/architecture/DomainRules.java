package com.sup.messenger.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/// Rules for the room of the domain.
final class DomainRules {

  private static final String[] PLAIN_JAVA = {
    "java.lang",
    "java.lang.annotation",
    "java.lang.invoke",
    "java.lang.runtime",
    "java.math",
    "java.nio.charset",
    "java.text",
    "java.time..",
    "java.util",
    "java.util.function",
    "java.util.regex",
    "java.util.stream"
  };

  private DomainRules() {}

  static ArchRule knowsOnlyItself(Plan plan) {
    return classes()
        .that(plan.in(Room.DOMAIN))
        .should()
        .onlyDependOnClassesThat(
            plan.in(Room.DOMAIN)
                .or(Plan.within(plan.libraries()))
                .or(resideInAnyPackage(PLAIN_JAVA)));
  }

  static ArchRule givesTheSameAnswerTwice(Plan plan) {
    return noClasses()
        .that(plan.in(Room.DOMAIN))
        .should()
        .accessTargetWhere(Access.TO_A_CLOCK)
        .orShould()
        .accessTargetWhere(Access.TO_CHANCE)
        .orShould()
        .accessTargetWhere(Access.TO_THREADS)
        .orShould()
        .accessTargetWhere(Access.TO_THE_MACHINE)
        .orShould()
        .accessTargetWhere(Access.TO_THE_SURROUNDINGS);
  }

  static ArchRule keepsNoState(Plan plan) {
    return fields()
        .that()
        .areDeclaredInClassesThat(plan.in(Room.DOMAIN))
        .and()
        .areStatic()
        .should(new Unchanging());
  }
}
