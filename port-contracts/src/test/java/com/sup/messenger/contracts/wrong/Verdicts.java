package com.sup.messenger.contracts.wrong;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// The tests of a contract that an adapter has passed and failed.
final class Verdicts implements TestExecutionListener {

  private final Set<String> passed = ConcurrentHashMap.newKeySet();
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  private Verdicts() {}

  /// Runs a contract.
  static Verdicts of(Class<?> contract) {
    return of(selectClass(contract));
  }

  /// Runs one test of a contract.
  static Verdicts of(Class<?> contract, String rule) {
    return of(selectMethod(contract, rule));
  }

  private static Verdicts of(DiscoverySelector selector) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selector)
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .build();
    Verdicts verdicts = new Verdicts();
    LauncherFactory.create().execute(request, verdicts);
    return verdicts;
  }

  Set<String> passed() {
    return passed;
  }

  Set<String> failed() {
    return failed;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource method) {
      boolean right = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
      (right ? passed : failed).add(method.getMethodName());
    }
  }
}
