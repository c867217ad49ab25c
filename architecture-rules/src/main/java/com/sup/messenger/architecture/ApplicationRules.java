package com.sup.messenger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;

/// Rules for the rooms of use cases, ports and memory.
final class ApplicationRules {

  private static final Room[] APPLICATION = {Room.APPLICATION, Room.PORTS, Room.MEMORY};

  private static final DescribedPredicate<JavaClass> JAVA =
      Plan.within(
          "java.lang..",
          "java.math..",
          "java.nio.charset..",
          "java.security..",
          "java.text..",
          "java.time..",
          "java.util..",
          "javax.crypto..");

  /// Parts of those packages that reach files, settings of the machine, or foreign memory.
  private static final DescribedPredicate<JavaClass> WORLD =
      resideInAnyPackage("java.lang.foreign..", "java.util.jar..", "java.util.prefs..");

  private static final DescribedPredicate<JavaClass> PROMISES =
      INTERFACES
          .or(describe("records", JavaClass::isRecord))
          .or(describe("enums", JavaClass::isEnum))
          .or(assignableTo(Throwable.class));

  private ApplicationRules() {}

  static ArchRule knowsOnlyTheDomain(Plan plan) {
    return classes()
        .that(plan.in(APPLICATION))
        .should()
        .onlyDependOnClassesThat(
            plan.in(APPLICATION)
                .or(plan.in(Room.DOMAIN))
                .or(Plan.within(plan.libraries()))
                .or(JAVA.and(not(WORLD))));
  }

  static ArchRule isGivenItsClock(Plan plan) {
    return noClasses().that(plan.in(APPLICATION)).should().accessTargetWhere(Access.TO_A_CLOCK);
  }

  static ArchRule leavesTheMachineAlone(Plan plan) {
    return noClasses().that(plan.in(APPLICATION)).should().accessTargetWhere(Access.TO_THE_MACHINE);
  }

  static ArchRule portsAreOnlyPromises(Plan plan) {
    return classes()
        .that(plan.in(Room.PORTS))
        .should(
            ArchCondition.from(
                PROMISES.as("be interfaces, or the values and exceptions that they speak of")));
  }

  static ArchRule knowsNoAdapter(Plan plan) {
    return noClasses()
        .that(plan.in(Room.APPLICATION, Room.PORTS).and(not(plan.in(Room.MEMORY))))
        .should()
        .dependOnClassesThat(plan.in(Room.ADAPTERS));
  }
}
