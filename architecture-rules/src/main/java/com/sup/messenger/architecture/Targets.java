package com.sup.messenger.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Finds accesses by their targets, each in one of these forms:
///
/// - `owner.*`: every member of a class
/// - `owner.name`: a method with any parameters, a field, or a constructor (`<init>`)
/// - `owner.name()`: the one without parameters
/// - `*.name`: a member of any class
final class Targets {

  private static final Set<String> JAVA_TIME =
      Set.of(
          "dateNow",
          "now",
          "system",
          "systemDefaultZone",
          "systemUTC",
          "tickMillis",
          "tickMinutes",
          "tickSeconds");

  /// A method of `java.time` that asks the clock of the machine. With a `Clock` as an argument, it
  /// does not.
  static final DescribedPredicate<JavaAccess<?>> NOW =
      DescribedPredicate.describe("", Targets::asksJavaTime);

  private Targets() {}

  static DescribedPredicate<JavaAccess<?>> of(String... targets) {
    Set<String> set = Set.of(targets);
    return DescribedPredicate.describe("", access -> forms(access).anyMatch(set::contains));
  }

  private static Stream<String> forms(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String member = owner + "." + access.getName();
    String exact = parameters(access).isEmpty() ? member + "()" : member;
    return Stream.of(owner + ".*", member, exact, "*." + access.getName());
  }

  private static boolean asksJavaTime(JavaAccess<?> access) {
    return access.getTargetOwner().getPackageName().startsWith("java.time")
        && JAVA_TIME.contains(access.getName())
        && !parameters(access).contains("java.time.Clock");
  }

  /// Returns the types of the parameters; none for a field.
  private static List<String> parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        ? target.getRawParameterTypes().stream().map(JavaClass::getFullName).toList()
        : List.of();
  }
}
