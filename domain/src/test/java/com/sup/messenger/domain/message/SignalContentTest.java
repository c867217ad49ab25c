package com.sup.messenger.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.domain.InvalidValueException;
import org.junit.jupiter.api.Test;

class SignalContentTest {

  @Test
  void the_bound_is_in_bytes() {
    String longest = "\u20ac".repeat(5_461) + "x";
    assertThat(new SignalContent(longest).weight()).isEqualTo(16 * 1024);
    assertThatThrownBy(() -> new SignalContent(longest + "x"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("must be a string of 1 to 16384 bytes");
    assertThatThrownBy(() -> new SignalContent("")).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_control_character_weighs_what_it_is_in_json() {
    assertThat(new SignalContent("a\u0001").weight()).isEqualTo(7);
  }

  @Test
  void no_text_of_it_shows_the_content() {
    assertThat(new SignalContent("secret").toString()).doesNotContain("secret");
  }
}
