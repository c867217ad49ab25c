package com.sup.messenger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proves that a rule catches each `Bad` class of the fixture of its name, and no other class
/// there.
class HexagonRuleTest {

  private static final String FIXTURES = HexagonRuleTest.class.getPackageName() + ".fixture";

  /// By its place: a search for the package would look through every JAR.
  private static final JavaClasses ALL =
      new ClassFileImporter().importUrl(HexagonRuleTest.class.getResource("fixture"));

  @ParameterizedTest
  @EnumSource
  void a_rule_catches_each_bad_class_of_its_fixture(HexagonRule rule) {
    List<String> bad =
        fixture(rule).that(simpleNameStartingWith("Bad")).stream()
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(bad).as("a rule without a bad class in its fixture is not proven").isNotEmpty();

    String report = report(rule, house(rule));
    assertThat(bad).allSatisfy(name -> assertThat(report).containsPattern("\\." + name + "\\b"));
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_lets_every_other_class_of_its_fixture_pass(HexagonRule rule) {
    JavaClasses good = fixture(rule).that(not(simpleNameStartingWith("Bad")));
    assertThat(good).as("a rule without a neighbour in its fixture may be too wide").isNotEmpty();
    rule.in(house(rule)).check(good);
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_holds_for_an_application_without_rooms(HexagonRule rule) {
    rule.in(Hexagon.under("acme.shop")).check(fixture(rule));
  }

  @Test
  void a_rule_holds_for_an_adapter_that_another_team_adds() {
    HexagonRule rule = HexagonRule.ADAPTERS_KNOW_NO_OTHER_ADAPTER;
    assertThat(report(rule, house(rule))).doesNotContain("KafkaBus");
    assertThat(report(rule, house(rule).plugin(root(rule) + ".kafka"))).contains("KafkaBus");
  }

  private static String report(HexagonRule rule, Hexagon house) {
    return String.join(
        "\n", rule.in(house).evaluate(fixture(rule)).getFailureReport().getDetails());
  }

  private static JavaClasses fixture(HexagonRule rule) {
    return ALL.that(Plan.within(root(rule) + ".."));
  }

  private static Hexagon house(HexagonRule rule) {
    return Hexagon.under(root(rule))
        .domain("domain")
        .application("application")
        .ports("application.port")
        .memory("application.memory")
        .protocols("websocket.rfc6455", "websocket.engineio", "websocket.socketio")
        .shared("json")
        .inbound("websocket", "http")
        .outbound("redis", "jwt")
        .bootstrap("bootstrap");
  }

  private static String root(HexagonRule rule) {
    return FIXTURES + "." + rule.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
