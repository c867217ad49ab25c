package com.sup.messenger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HexagonTest {

  @Test
  void the_messenger_keeps_every_rule() {
    Hexagon.MESSENGER.check();
  }

  @Test
  void a_room_with_a_misspelt_name_is_refused() {
    assertThatThrownBy(Hexagon.MESSENGER.withOutbound("com.sup.messenger.reddis")::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("reddis");
  }

  @Test
  void every_class_of_the_messenger_stands_in_a_room() {
    var rooms = Hexagon.within(Hexagon.MESSENGER.rooms());
    var tools = Hexagon.within(Hexagon.class.getPackageName());
    var messenger =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.sup.messenger");
    assertThat(messenger.that(not(rooms.or(tools)))).extracting(JavaClass::getName).isEmpty();
  }
}
