package com.sup.messenger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/// Rules for the code of all rooms.
final class CodeRules {

  /// The most types of a package.
  private static final int MOST_TYPES = 20;

  private CodeRules() {}

  static ArchRule everyClassHasARoom(Plan plan) {
    return classes()
        .that(Plan.within(plan.root() + ".."))
        .and(describe("have a name of their own", JavaClass::isTopLevelClass))
        .and(not(plan.in(Room.OUTSIDE)))
        .should()
        .resideInAnyPackage(plan.packages(Room.ALL).toArray(String[]::new));
  }

  static ArchRule namesSayWhatAClassIs(Plan plan) {
    return noClasses()
        .that(plan.in(Room.ALL))
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Service|Port)");
  }

  static ArchRule recordsHaveNoGetters(Plan plan) {
    return methods()
        .that()
        .areDeclaredInClassesThat(plan.in(Room.ALL).and(describe("", JavaClass::isRecord)))
        .should()
        .haveNameNotMatching("get[A-Z].*");
  }

  static ArchRule logsGoThroughTheSystemLogger(Plan plan) {
    return noClasses()
        .that(plan.in(Room.ALL).and(not(plan.in(Room.BOOTSTRAP))))
        .should()
        .dependOnClassesThat(
            Plan.within(
                "java.util.logging..",
                "org.slf4j..",
                "org.apache.logging..",
                "org.apache.commons.logging..",
                "org.jboss.logging..",
                "ch.qos.logback.."))
        .orShould()
        .accessTargetWhere(Access.TO_THE_CONSOLE);
  }

  static ArchRule nothingIsInjected(Plan plan) {
    return classes().that(plan.in(Room.ALL)).should(new MadeByHand());
  }

  static ArchRule packagesFormNoCycle(Plan plan) {
    return SlicesRuleDefinition.slices().assignedFrom(new Packages(plan)).should().beFreeOfCycles();
  }

  static ArchRule packagesAreSmall(Plan plan) {
    return classes().that(plan.in(Room.ALL)).should(new SmallPackage(MOST_TYPES));
  }
}
