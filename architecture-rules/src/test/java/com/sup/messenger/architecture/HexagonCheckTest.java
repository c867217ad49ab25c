package com.sup.messenger.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.Priority;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import com.tngtech.archunit.library.freeze.ViolationStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/// Checks a small shop that breaks three rules.
class HexagonCheckTest {

  private static final String ROOT = HexagonCheckTest.class.getPackageName() + ".shop";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importUrl(HexagonCheckTest.class.getResource("shop"));

  /// It has neither protocols nor memory nor outbound adapters.
  private static final Hexagon SHOP =
      Hexagon.under(ROOT)
          .domain("domain")
          .application("application")
          .ports("application.port")
          .inbound("web");

  @Test
  void one_report_has_each_broken_rule_with_its_reason_its_remedy_and_its_places() {
    assertReport(SHOP)
        .hasMessageContaining("EVERY_CLASS_HAS_A_ROOM, places: 2\n")
        .hasMessageContaining("shop.ShopMain")
        .hasMessageContaining("tools.Report")
        .hasMessageContaining("DOMAIN_GIVES_THE_SAME_ANSWER_TWICE, places: 1\n")
        .hasMessageContaining("calls method <java.util.UUID.randomUUID()> in (Order.java:7)")
        .hasMessageContaining("INBOUND_ADAPTERS_CALL_NO_PORT, places: 1\n")
        .hasMessageContaining(
            "\n  Reason: Only a use case knows what must be checked before a port is called.\n")
        .hasMessageContaining("\n  To do:  Call a use case. Add one if there is none")
        .message()
        .containsOnlyOnce("DOMAIN_")
        .doesNotContain("APPLICATION_", "PACKAGES_");
  }

  @Test
  void a_misspelt_name_is_refused() {
    assertReport(SHOP.outbound("postgress").plugin("acme.mail"))
        .hasMessageContaining("No class in com.sup.messenger.architecture.shop.postgress.")
        .hasMessageContaining("No class in acme.mail.");
  }

  @Test
  void a_rule_is_left_out_and_a_package_is_no_part_of_the_application() {
    Hexagon rest =
        SHOP.outside("tools", "")
            .without(
                HexagonRule.DOMAIN_GIVES_THE_SAME_ANSWER_TWICE,
                HexagonRule.INBOUND_ADAPTERS_CALL_NO_PORT);
    assertThatCode(() -> check(rest, UnaryOperator.identity())).doesNotThrowAnyException();
  }

  @Test
  void the_domain_may_use_a_library_that_is_named() {
    Hexagon ports = Hexagon.under(ROOT).domain("application.port");
    assertReport(ports).hasMessageContaining("DOMAIN_KNOWS_ONLY_ITSELF");
    assertReport(ports.libraries(ROOT + ".domain"))
        .message()
        .doesNotContain("DOMAIN_KNOWS_ONLY_ITSELF");
  }

  @Test
  void the_empty_name_is_the_root_package_alone() {
    assertReport(SHOP.bootstrap(""))
        .hasMessageContaining("tools.Report")
        .message()
        .doesNotContain("ShopMain", "No class");
  }

  @Test
  void places_beyond_a_hundred_are_counted() {
    ConditionEvents events = ConditionEvents.Factory.create();
    for (int i = 1; i <= 101; i++) {
      events.add(SimpleConditionEvent.violated(i, "place %03d".formatted(i)));
    }
    HexagonRule rule = HexagonRule.PACKAGES_ARE_SMALL;
    Report report = new Report();
    report.add(rule, new EvaluationResult(rule.in(SHOP), events, Priority.MEDIUM));
    assertThatThrownBy(report::throwIfBroken)
        .hasMessageContaining(rule + ", places: 101\n")
        .hasMessageContaining("\n  - place 100\n  - and 1 more\n");
  }

  @Test
  void violations_that_are_frozen_pass_and_new_ones_do_not() {
    ViolationStore store = new StoreInMemory();
    UnaryOperator<ArchRule> frozen = rule -> FreezingArchRule.freeze(rule).persistIn(store);
    Hexagon tidy = SHOP.outside("tools");

    assertThatCode(() -> check(tidy, frozen)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(SHOP, frozen))
        .hasMessageContaining("tools.Report")
        .message()
        .doesNotContain("DOMAIN_", "INBOUND_");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertReport(Hexagon hexagon) {
    return assertThatThrownBy(() -> check(hexagon, UnaryOperator.identity()))
        .isInstanceOf(AssertionError.class);
  }

  private static void check(Hexagon hexagon, UnaryOperator<ArchRule> form) {
    hexagon.check(CLASSES, form);
  }

  /// Keeps the violations by the description of their rule, as ArchUnit's own store does.
  private static final class StoreInMemory implements ViolationStore {

    private final Map<String, List<String>> violations = new HashMap<>();

    @Override
    public void initialize(Properties properties) {}

    @Override
    public boolean contains(ArchRule rule) {
      return violations.containsKey(rule.getDescription());
    }

    @Override
    public void save(ArchRule rule, List<String> lines) {
      violations.put(rule.getDescription(), List.copyOf(lines));
    }

    @Override
    public List<String> getViolations(ArchRule rule) {
      return violations.getOrDefault(rule.getDescription(), List.of());
    }
  }
}
