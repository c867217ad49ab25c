package com.sup.messenger.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;

/// Predicates for calls, method references and field accesses, by their target.
final class Access {

  private static final Set<String> CLOCKS =
      Set.of(
          "now",
          "system",
          "systemUTC",
          "systemDefaultZone",
          "tickMillis",
          "tickSeconds",
          "tickMinutes");
  private static final Set<String> RANDOM_OWNERS =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom");
  private static final Set<String> RANDOM_CALLS =
      Set.of("java.lang.Math.random", "java.util.UUID.randomUUID", "java.util.Collections.shuffle");
  private static final Set<String> PROCESS_OWNERS =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime");
  private static final Set<String> CONSOLE = Set.of("java.lang.System.out", "java.lang.System.err");

  static final DescribedPredicate<JavaAccess<?>> TO_A_CLOCK =
      DescribedPredicate.describe(
          "of the time of day or the clock of the machine", Access::isClock);

  static final DescribedPredicate<JavaAccess<?>> TO_CHANCE =
      DescribedPredicate.describe("of chance", Access::isChance);

  static final DescribedPredicate<JavaAccess<?>> TO_THE_PROCESS =
      DescribedPredicate.describe("of threads, processes or the environment", Access::isProcess);

  static final DescribedPredicate<JavaAccess<?>> TO_THE_CONSOLE =
      DescribedPredicate.describe("of the console", Access::isConsole);

  private Access() {}

  private static boolean isClock(JavaAccess<?> access) {
    String name = access.getName();
    return switch (owner(access)) {
      case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
      case "java.util.Date" -> name.equals("<init>");
      case String owner -> owner.startsWith("java.time.") && CLOCKS.contains(name);
    };
  }

  private static boolean isChance(JavaAccess<?> access) {
    return RANDOM_OWNERS.contains(owner(access))
        || owner(access).startsWith("java.util.random.")
        || RANDOM_CALLS.contains(target(access));
  }

  private static boolean isProcess(JavaAccess<?> access) {
    return PROCESS_OWNERS.contains(owner(access))
        || (owner(access).equals("java.lang.System") && access.getName().startsWith("get"));
  }

  private static boolean isConsole(JavaAccess<?> access) {
    return CONSOLE.contains(target(access)) || access.getName().equals("printStackTrace");
  }

  private static String target(JavaAccess<?> access) {
    return owner(access) + "." + access.getName();
  }

  private static String owner(JavaAccess<?> access) {
    return access.getTargetOwner().getFullName();
  }
}
