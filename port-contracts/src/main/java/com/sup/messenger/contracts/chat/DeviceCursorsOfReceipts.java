package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.chat.ReceiptStore.Device;
import com.sup.messenger.domain.chat.Position;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.chat.ReceiptStore] for the cursors of
/// many devices.
abstract class DeviceCursorsOfReceipts extends ReceiptScene {

  @Test
  void so_many_devices_have_a_place_each() {
    List<Device> devices = begun(ReceiptStore.MAX_DEVICES);
    for (int i = 0; i < devices.size(); i++) {
      assertThat(receiptStore().cursor(chat, devices.get(i))).contains(place(10 + i));
    }
    assertThat(receiptStore().cursor(chat, phone)).isEmpty();
  }

  @Test
  void of_more_devices_none_is_taken_to_be_further_than_it_is() {
    delivered(phone, 5);
    List<Device> devices = begun(3 * ReceiptStore.MAX_DEVICES);
    assertThat(receiptStore().cursor(chat, phone)).contains(place(5));
    for (int i = 0; i < devices.size(); i++) {
      Position place = receiptStore().cursor(chat, devices.get(i)).orElseThrow();
      assertThat(place.seq()).isLessThanOrEqualTo(10 + i);
      assertThat(place.rev()).isLessThanOrEqualTo(1_010 + i);
    }
    assertThat(receiptStore().cursor(chat, lasting(ada))).contains(place(5));
  }

  @Test
  void the_place_of_dropped_devices_has_the_earliest_of_both_parts() {
    receiptStore().begin(chat, phone, new Position(3, 90));
    receiptStore().begin(chat, laptop, new Position(8, 20));
    begun(ReceiptStore.MAX_DEVICES);
    assertThat(receiptStore().cursor(chat, lasting(ada))).contains(new Position(3, 20));
  }

  @Test
  void a_device_whose_place_had_to_go_moves_on_from_where_it_says() {
    delivered(phone, 5);
    begun(2 * ReceiptStore.MAX_DEVICES);
    assertThat(delivered(phone, 70).delivered()).isEqualTo(70);
    assertThat(receiptStore().cursor(chat, phone)).contains(place(70));
  }

  @Test
  void devices_that_do_not_last_push_out_none_that_does() {
    receiptStore().begin(chat, phone, place(5));
    List<Device> passing = Stream.generate(this::passing).limit(100).toList();
    passing.forEach(device -> delivered(device, 9));
    assertThat(receiptStore().cursor(chat, phone)).contains(place(5));
    assertThat(receiptStore().cursor(chat, passing.getLast())).contains(place(9));
    assertThat(passing.stream().filter(device -> receiptStore().cursor(chat, device).isPresent()))
        .hasSizeLessThan(ReceiptStore.MAX_DEVICES);
    assertThat(receiptStore().cursor(chat, laptop)).isEmpty();
  }

  @Test
  void a_device_that_does_not_last_begins_anew_though_others_had_to_go() {
    begun(2 * ReceiptStore.MAX_DEVICES);
    assertThat(receiptStore().cursor(chat, passing())).isEmpty();
  }

  @Test
  void a_device_may_come_to_last() {
    Device passing = passing();
    Device lasting = new Device(ada, passing.id(), true);
    receiptStore().begin(chat, passing, place(5));
    delivered(lasting, 6);
    Stream.generate(this::passing)
        .limit(100)
        .forEach(device -> receiptStore().begin(chat, device, place(9)));
    assertThat(receiptStore().cursor(chat, lasting)).contains(place(6));
  }

  @Test
  void of_a_chat_that_is_deleted_the_places_that_had_to_go_are_forgotten_too() {
    begun(2 * ReceiptStore.MAX_DEVICES);
    receiptStore().forget(chat, Set.of(ada));
    assertThat(receiptStore().cursor(chat, lasting(ada))).isEmpty();
  }
}
