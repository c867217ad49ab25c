package com.sup.messenger.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReceiptTest {

  private static Instant at(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }

  @Test
  void a_message_that_was_read_has_arrived_too() {
    assertThat(Receipt.NONE.advance(5, true, at(1))).isEqualTo(new Receipt(5, at(1), 5, at(1)));
  }

  @Test
  void a_message_that_arrived_is_not_read() {
    Receipt read = Receipt.NONE.advance(5, true, at(1));
    assertThat(read.advance(9, false, at(2))).isEqualTo(new Receipt(9, at(2), 5, at(1)));
    assertThat(read.advance(9, false, at(2)).advance(7, true, at(3)))
        .isEqualTo(new Receipt(9, at(2), 7, at(3)));
  }

  @Test
  void a_receipt_never_goes_back() {
    Receipt receipt = new Receipt(9, at(2), 5, at(1));
    assertThat(receipt.advance(9, false, at(8))).isSameAs(receipt);
    assertThat(receipt.advance(4, true, at(8))).isSameAs(receipt);
    assertThat(receipt.place(false)).isEqualTo(9);
    assertThat(receipt.place(true)).isEqualTo(5);
  }

  @Test
  void a_place_passes_a_change_of_its_owner_unless_another_is_missing_before() {
    Position place = new Position(3, 7);
    assertThat(place.passing(8)).isEqualTo(new Position(3, 8));
    assertThat(place.passing(9)).isEqualTo(place);
    assertThat(place.passing(7)).isEqualTo(place);
  }
}
