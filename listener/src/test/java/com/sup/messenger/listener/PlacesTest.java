package com.sup.messenger.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {

  private final Places<String> places = new Places<>(32);

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(places.enter("filler " + i)).isNull();
      places.isBusy("filler " + i);
      places.isKnown("filler " + i);
    }
  }

  @Test
  void the_one_that_has_owed_a_request_for_longest_makes_room() {
    places.enter("first");
    places.enter("second");
    places.owes("first");
    fill(28);
    assertThat(places.enter("newcomer")).isEqualTo("second");
    places.leave("second");
    assertThat(places.enter("another")).isEqualTo("first");
  }

  @Test
  void a_stranger_makes_room_if_none_owes_a_request_and_one_that_is_known_never() {
    places.enter("known");
    places.isStranger("known");
    places.isKnown("known");
    places.enter("stranger");
    places.isStranger("stranger");
    fill(28);
    assertThat(places.enter("newcomer")).isEqualTo("stranger");
    places.isBusy("newcomer");
    places.isKnown("newcomer");
    assertThat(places.enter("another")).isNull();
  }

  @Test
  void one_that_is_amid_a_request_makes_room_unless_it_is_known() {
    places.enter("first");
    places.isBusy("first");
    places.enter("second");
    places.isBusy("second");
    places.isBusy("first");
    fill(28);
    assertThat(places.enter("newcomer")).isEqualTo("first");
    places.owes("second");
    assertThat(places.enter("another")).isEqualTo("newcomer");
  }

  @Test
  void one_that_comes_is_refused_if_all_are_known_and_busy() {
    fill(32);
    assertThat(places.enter("newcomer")).isEqualTo("newcomer");
    places.leave("newcomer");
    places.leave("filler 0");
    assertThat(places.enter("another")).isNull();
  }
}
