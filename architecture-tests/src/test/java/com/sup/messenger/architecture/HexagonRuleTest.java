package com.sup.messenger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule holds for the messenger and catches every `Bad` class of its fixture, but no other.
class HexagonRuleTest {

  private static final JavaClasses MESSENGER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(Hexagon.MESSENGER.root());

  @ParameterizedTest
  @EnumSource
  void the_messenger_keeps_the_rule(HexagonRule rule) {
    rule.in(Hexagon.MESSENGER).check(MESSENGER);
  }

  @ParameterizedTest
  @EnumSource
  void the_rule_catches_each_bad_class_of_its_fixture(HexagonRule rule) {
    List<String> bad = simpleNames(fixture(rule)).filter(name -> name.startsWith("Bad")).toList();
    assertThat(bad).as("a rule without a fixture passes for ever").isNotEmpty();

    String report = report(rule);
    assertThat(bad).allSatisfy(name -> assertThat(report).containsPattern("\\." + name + "\\b"));
  }

  @ParameterizedTest
  @EnumSource
  void the_rule_lets_every_other_class_of_its_fixture_pass(HexagonRule rule) {
    Hexagon house = house(rule);
    var good = fixture(rule).that(JavaClass.Predicates.simpleNameStartingWith("Bad").negate());
    rule.in(house).check(good);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void no_room_of_the_messenger_is_empty(String room) {
    assertThat(MESSENGER.that(Hexagon.within(room))).isNotEmpty();
  }

  static List<String> rooms() {
    return Hexagon.MESSENGER.rooms();
  }

  private static String report(HexagonRule rule) {
    return rule.in(house(rule)).evaluate(fixture(rule)).getFailureReport().toString();
  }

  private static JavaClasses fixture(HexagonRule rule) {
    return new ClassFileImporter().importPackages(house(rule).root());
  }

  private static Hexagon house(HexagonRule rule) {
    String name = rule.name().toLowerCase(Locale.ROOT).replace("_", "");
    return Hexagon.under(HexagonRuleTest.class.getPackageName() + ".fixture." + name);
  }

  private static Stream<String> simpleNames(JavaClasses classes) {
    return classes.stream().map(JavaClass::getSimpleName);
  }
}
