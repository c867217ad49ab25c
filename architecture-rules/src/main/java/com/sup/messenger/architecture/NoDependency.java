package com.sup.messenger.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;

/// Holds for a class if it depends on no class that is forbidden to it.
final class NoDependency extends ArchCondition<JavaClass> {

  private final BiPredicate<JavaClass, JavaClass> forbidden;

  /// @param forbidden takes a class, and another one that it depends on
  NoDependency(String description, BiPredicate<JavaClass, JavaClass> forbidden) {
    super(description);
    this.forbidden = forbidden;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      if (forbidden.test(type, dependency.getTargetClass())) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }
}
