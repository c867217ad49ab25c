package com.sup.messenger.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;

/// Holds for a class if its package has no more than a number of types. Nested types and
/// `package-info` do not count.
final class SmallPackage extends ArchCondition<JavaClass> {

  private final int most;
  private Map<String, Long> types = Map.of();

  SmallPackage(int most) {
    super("be in a package of at most " + most + " types");
    this.most = most;
  }

  @Override
  public void init(Collection<JavaClass> all) {
    types =
        all.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    long count = types.getOrDefault(type.getPackageName(), 0L);
    String message = "%s is in a package of %d types".formatted(type.getName(), count);
    events.add(new SimpleConditionEvent(type, count <= most, message));
  }
}
