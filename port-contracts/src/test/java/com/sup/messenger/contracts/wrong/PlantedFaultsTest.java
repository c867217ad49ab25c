package com.sup.messenger.contracts.wrong;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that the contract of the log finds each fault that a new adapter may have.
class PlantedFaultsTest {

  static Stream<LogFault> faults() {
    return Stream.of(
            AppendFaults.all(),
            PlaceFaults.all(),
            ReadFaults.all(),
            PublishFaults.all(),
            StoreFaults.all())
        .flatMap(faults -> faults);
  }

  // A test that waits for what a fault has lost need not wait long.
  @BeforeEach
  void waitLess() {
    Awaitility.setDefaultTimeout(Duration.ofMillis(500));
  }

  @AfterAll
  static void waitAsUsual() {
    Awaitility.reset();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_fault_fails_the_rule_that_it_breaks(LogFault fault) {
    Verdicts verdicts =
        ScopedValue.where(WrongLog.FAULT, fault)
            .call(() -> Verdicts.of(WrongLog.class, fault.rule()));
    assertThat(verdicts.failed()).containsExactly(fault.rule());
  }

  @Test
  void without_a_fault_every_rule_holds() {
    // Nothing is lost, and a busy machine may need longer.
    waitAsUsual();
    Verdicts verdicts =
        ScopedValue.where(WrongLog.FAULT, LogFault.NONE).call(() -> Verdicts.of(WrongLog.class));
    assertThat(verdicts.failed()).isEmpty();
    assertThat(verdicts.passed()).containsAll(faults().map(LogFault::rule).toList());
  }
}
