package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.chat.ReceiptStore.Device;
import com.sup.messenger.application.port.chat.ReceiptStore.Move;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import org.junit.jupiter.api.Test;

/// Tests the promises of [ReceiptStore]. Each adapter's test extends it.
public abstract class ReceiptStoreContract extends ReceiptsOfMany {

  @Test
  void nothing_is_read_or_delivered_at_first() {
    assertThat(receiptStore().of(chat, ada)).isEqualTo(Receipt.NONE);
    assertThat(receiptStore().cursor(chat, phone)).isEmpty();
    assertThat(receiptStore().since(chat, 0, 10)).isEmpty();
  }

  @Test
  void a_move_returns_the_receipts_and_their_times() {
    Receipt first = new Receipt(3, at(3), 0, null);
    assertThat(delivered(phone, 3)).isEqualTo(first);
    assertThat(receiptStore().of(chat, ada)).isEqualTo(first);
    Receipt second = new Receipt(3, at(3), 2, at(2));
    assertThat(read(phone, 2)).isEqualTo(second);
    assertThat(delivered(phone, 5)).isEqualTo(new Receipt(5, at(5), 2, at(2)));
    assertThat(delivered(phone, 4)).isEqualTo(new Receipt(5, at(5), 2, at(2)));
  }

  @Test
  void what_is_read_has_arrived_too() {
    assertThat(read(phone, 3)).isEqualTo(new Receipt(3, at(3), 3, at(3)));
    assertThat(receiptStore().cursor(chat, phone)).contains(place(3));
  }

  @Test
  void a_receipt_never_goes_back() {
    read(phone, 5);
    Receipt receipt = new Receipt(5, at(5), 5, at(5));
    assertThat(read(phone, 5)).isEqualTo(receipt);
    assertThat(read(phone, 4)).isEqualTo(receipt);
    assertThat(delivered(phone, 4)).isEqualTo(receipt);
    assertThat(receiptStore().of(chat, ada)).isEqualTo(receipt);
    assertThat(receiptStore().cursor(chat, phone)).contains(place(5));
  }

  @Test
  void each_device_has_a_place_and_the_users_is_the_furthest() {
    assertThat(delivered(phone, 5).delivered()).isEqualTo(5);
    assertThat(delivered(laptop, 3).delivered()).isEqualTo(5);
    assertThat(receiptStore().cursor(chat, laptop)).contains(place(3));
    assertThat(delivered(laptop, 7).delivered()).isEqualTo(7);
    assertThat(receiptStore().cursor(chat, phone)).contains(place(5));
  }

  @Test
  void a_device_begins_once_and_the_user_stays() {
    receiptStore().begin(chat, phone, new Position(4, 40));
    receiptStore().begin(chat, phone, new Position(9, 90));
    assertThat(receiptStore().cursor(chat, phone)).contains(new Position(4, 40));
    assertThat(receiptStore().of(chat, ada)).isEqualTo(Receipt.NONE);
    assertThat(receiptStore().since(chat, 0, 10)).isEmpty();
  }

  @Test
  void a_cursor_keeps_the_later_of_both_parts() {
    receiptStore().begin(chat, phone, new Position(4, 1_040));
    delivered(phone, 5);
    assertThat(receiptStore().cursor(chat, phone)).contains(new Position(5, 1_040));
    delivered(phone, 50);
    assertThat(receiptStore().cursor(chat, phone)).contains(place(50));
    delivered(phone, 49);
    assertThat(receiptStore().cursor(chat, phone)).contains(place(50));
  }

  @Test
  void a_device_knows_the_revisions_of_its_own_moves_if_it_knows_those_before() {
    moveTo(phone, 1, 0, false);
    assertThat(receiptStore().cursor(chat, phone)).contains(new Position(1, 1));
    moveTo(phone, 1, 0, true);
    assertThat(receiptStore().cursor(chat, phone)).contains(new Position(1, 2));
    moveTo(laptop, 2, 1, false);
    assertThat(receiptStore().cursor(chat, laptop)).contains(new Position(2, 1));
    moveTo(phone, 3, 0, false);
    assertThat(receiptStore().cursor(chat, phone)).contains(new Position(3, 2));
    moveTo(laptop, 4, 4, false);
    assertThat(receiptStore().cursor(chat, laptop)).contains(new Position(4, 5));
  }

  private void moveTo(Device device, long seq, long rev, boolean read) {
    Reference to = new Reference(message(seq).id(), seq, new UserId("author"), rev, false);
    Envelope.Origin cause = new Envelope.Origin(ada, "connection");
    receiptStore().advance(new Move(chat, device, to, read, at(seq)), cause);
  }
}
