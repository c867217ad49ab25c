package com.sup.messenger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/// Rules for the rooms of adapters, and of all that adapters use.
final class AdapterRules {

  private AdapterRules() {}

  static ArchRule knowNoOtherAdapter(Plan plan) {
    List<DescribedPredicate<JavaClass>> adapters = each(plan.packages(Room.ADAPTERS));
    return classes()
        .that(plan.in(Room.ADAPTERS).or(plan.in(Room.SHARED)))
        .should(
            new NoDependency(
                "know no other adapter",
                (origin, target) ->
                    adapters.stream()
                        .anyMatch(adapter -> adapter.test(target) && !adapter.test(origin))));
  }

  static ArchRule inboundCallNoPort(Plan plan) {
    return noClasses()
        .that(plan.in(Room.INBOUND, Room.SHARED))
        .should()
        .accessTargetWhere(
            targetOwner(plan.in(Room.PORTS).and(INTERFACES)).as("of an interface among the ports"));
  }

  static ArchRule outboundCallNoUseCase(Plan plan) {
    return noClasses()
        .that(plan.in(Room.OUTBOUND, Room.MEMORY, Room.SHARED))
        .should()
        .accessTargetWhere(targetOwner(useCases(plan)).as("of a use case"));
  }

  static ArchRule protocolsKnowOnlyWhatLiesBelow(Plan plan) {
    List<DescribedPredicate<JavaClass>> layers = each(plan.packages(Set.of(Room.PROTOCOLS)));
    DescribedPredicate<JavaClass> rooms = plan.in(Room.ALL);
    return classes()
        .that(plan.in(Room.PROTOCOLS))
        .should(
            new NoDependency(
                "know only what lies below",
                (origin, target) ->
                    rooms.test(target)
                        && layers.stream()
                            .limit(layer(layers, origin) + 1)
                            .noneMatch(layer -> layer.test(target))));
  }

  static ArchRule nothingKnowsBootstrap(Plan plan) {
    return noClasses()
        .that(plan.in(Room.ALL).and(not(plan.in(Room.BOOTSTRAP))))
        .should()
        .dependOnClassesThat(plan.in(Room.BOOTSTRAP));
  }

  private static List<DescribedPredicate<JavaClass>> each(List<String> packages) {
    return packages.stream().map(Plan::within).toList();
  }

  /// Returns the index of the lowest layer that has a class.
  private static int layer(List<DescribedPredicate<JavaClass>> layers, JavaClass type) {
    int layer = 0;
    while (!layers.get(layer).test(type)) {
      layer++;
    }
    return layer;
  }

  /// Returns true for the classes of the application that are neither ports nor values.
  private static DescribedPredicate<JavaClass> useCases(Plan plan) {
    return plan.in(Room.APPLICATION)
        .and(not(plan.in(Room.PORTS, Room.MEMORY)))
        .and(not(describe("values", AdapterRules::isValue)));
  }

  /// An interface is a value if every type that extends it is one, and at least one does.
  private static boolean isValue(JavaClass type) {
    return type.isRecord()
        || type.isEnum()
        || type.isAnnotation()
        || assignableTo(Throwable.class).test(type)
        || (type.isInterface()
            && !type.getSubclasses().isEmpty()
            && type.getSubclasses().stream().allMatch(AdapterRules::isValue));
  }
}
