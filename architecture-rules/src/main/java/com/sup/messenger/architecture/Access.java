package com.sup.messenger.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;

/// Calls, method references and field accesses that a rule may forbid.
final class Access {

  /// The clock of the machine. A method of `java.time` that is given a `Clock` does not ask it.
  static final DescribedPredicate<JavaAccess<?>> TO_A_CLOCK =
      Targets.of(
              "java.lang.System.currentTimeMillis",
              "java.lang.System.nanoTime",
              "java.util.Calendar.getInstance",
              "java.util.Date.<init>()",
              "java.util.GregorianCalendar.<init>")
          .or(Targets.NOW)
          .as("of the time of day or the clock of the machine");

  /// Results that differ from run to run.
  static final DescribedPredicate<JavaAccess<?>> TO_CHANCE =
      Targets.of(
              "java.lang.Math.random",
              "java.lang.StrictMath.random",
              "java.lang.System.identityHashCode",
              "java.security.SecureRandom.*",
              "java.util.Collections.shuffle",
              "java.util.Objects.toIdentityString",
              "java.util.Random.*",
              "java.util.SplittableRandom.*",
              "java.util.UUID.randomUUID",
              "java.util.concurrent.ThreadLocalRandom.*",
              "java.util.random.RandomGenerator.*",
              "java.util.random.RandomGeneratorFactory.*")
          .as("of chance");

  static final DescribedPredicate<JavaAccess<?>> TO_THREADS =
      Targets.of(
              "*.parallel",
              "*.parallelStream",
              "java.lang.InheritableThreadLocal.*",
              "java.lang.Object.notify",
              "java.lang.Object.notifyAll",
              "java.lang.Object.wait",
              "java.lang.Thread.*",
              "java.lang.Thread$Builder.*",
              "java.lang.ThreadGroup.*",
              "java.lang.ThreadLocal.*",
              "java.util.Timer.*",
              "java.util.concurrent.Executors.*",
              "java.util.concurrent.ForkJoinPool.*")
          .as("of threads");

  /// Processes, the environment, and the end of this process.
  static final DescribedPredicate<JavaAccess<?>> TO_THE_MACHINE =
      Targets.of(
              "java.lang.Boolean.getBoolean",
              "java.lang.Integer.getInteger",
              "java.lang.Long.getLong",
              "java.lang.Process.*",
              "java.lang.ProcessBuilder.*",
              "java.lang.ProcessHandle.*",
              "java.lang.Runtime.addShutdownHook",
              "java.lang.Runtime.exec",
              "java.lang.Runtime.exit",
              "java.lang.Runtime.halt",
              "java.lang.Runtime.load",
              "java.lang.Runtime.loadLibrary",
              "java.lang.System.clearProperty",
              "java.lang.System.exit",
              "java.lang.System.getProperties",
              "java.lang.System.getProperty",
              "java.lang.System.getenv",
              "java.lang.System.in",
              "java.lang.System.load",
              "java.lang.System.loadLibrary",
              "java.lang.System.setProperty")
          .as("of processes or the environment");

  /// Facts of this machine and this build that a rule of the business must not know.
  static final DescribedPredicate<JavaAccess<?>> TO_THE_SURROUNDINGS =
      Targets.of(
              "java.lang.Class.forName",
              "java.lang.Class.getResource",
              "java.lang.Class.getResourceAsStream",
              "java.lang.ClassLoader.*",
              "java.lang.Runtime.*",
              "java.lang.System.gc",
              "java.nio.charset.Charset.defaultCharset",
              "java.time.ZoneId.systemDefault",
              "java.util.Locale.getDefault",
              "java.util.Locale.setDefault",
              "java.util.ResourceBundle.*",
              "java.util.ServiceLoader.*",
              "java.util.TimeZone.getDefault",
              "java.util.TimeZone.setDefault")
          .as("of this machine");

  static final DescribedPredicate<JavaAccess<?>> TO_THE_CONSOLE =
      Targets.of(
              "*.printStackTrace",
              "java.lang.System.console",
              "java.lang.System.err",
              "java.lang.System.out",
              "java.lang.Thread.dumpStack")
          .as("of the console");

  private Access() {}
}
