package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.ReceiptStore.Device;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.chat.ReceiptStore] for many users and
/// chats.
abstract class ReceiptsOfMany extends ReceiptMoves {

  @Test
  void users_and_chats_are_apart() {
    read(phone, 5);
    assertThat(receiptStore().of(chat, Samples.user())).isEqualTo(Receipt.NONE);
    assertThat(receiptStore().of(Samples.chat(), ada)).isEqualTo(Receipt.NONE);
    assertThat(receiptStore().cursor(Samples.chat(), phone)).isEmpty();
    Device ofAnother = new Device(Samples.user(), phone.id(), true);
    assertThat(receiptStore().cursor(chat, ofAnother)).isEmpty();
    assertThat(receiptStore().since(Samples.chat(), 0, 10)).isEmpty();
  }

  @Test
  void the_receipts_of_many_chats_are_read_at_once() {
    ChatId other = Samples.chat();
    ChatId unknown = Samples.chat();
    read(phone, 5);
    move(other, phone, 7, false);
    Map<ChatId, Receipt> all = receiptStore().of(ada, List.of(chat, other, unknown, chat));
    assertThat(all).containsEntry(chat, new Receipt(5, at(5), 5, at(5)));
    assertThat(all).containsEntry(other, new Receipt(7, at(7), 0, null));
    assertThat(all.getOrDefault(unknown, Receipt.NONE)).isEqualTo(Receipt.NONE);
    assertThat(receiptStore().of(ada, List.of())).isEmpty();
  }

  @Test
  void the_places_of_a_device_in_many_chats_are_read_at_once() {
    ChatId other = Samples.chat();
    ChatId unknown = Samples.chat();
    delivered(phone, 5);
    delivered(laptop, 6);
    receiptStore().begin(other, phone, new Position(2, 3));
    assertThat(receiptStore().cursors(phone, List.of(chat, other, unknown, chat)))
        .isEqualTo(Map.of(chat, place(5), other, new Position(2, 3)));
    assertThat(receiptStore().cursors(phone, List.of())).isEmpty();
  }

  @Test
  void of_a_chat_that_is_deleted_all_places_are_forgotten() {
    ChatId other = Samples.chat();
    UserId bob = Samples.user();
    read(phone, 5);
    Device ofBob = lasting(bob);
    receiptStore().begin(chat, ofBob, new Position(3, 3));
    move(other, phone, 5, true);
    receiptStore().forget(chat, Set.of(bob));
    assertThat(receiptStore().of(chat, ada)).isEqualTo(Receipt.NONE);
    assertThat(receiptStore().cursor(chat, phone)).isEmpty();
    assertThat(receiptStore().cursor(chat, ofBob)).isEmpty();
    assertThat(receiptStore().since(chat, 0, 10)).isEmpty();
    assertThat(receiptStore().of(other, ada).read()).isEqualTo(5);
    receiptStore().forget(chat, Set.of());
  }
}
