package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.ReceiptStore;
import com.sup.messenger.application.port.ReceiptStore.Device;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [ReceiptStore]. Each adapter's test extends it.
public abstract class ReceiptStoreContract {

  /// Returns the receipts under test.
  protected abstract ReceiptStore receiptStore();

  private final ChatId chat = Samples.chat();
  private final UserId ada = Samples.user();

  private final Device phone = lasting(ada);
  private final Device laptop = lasting(ada);

  private static Device lasting(UserId user) {
    return new Device(user, Samples.device(), true);
  }

  private Device passing() {
    return new Device(ada, Samples.device(), false);
  }

  @Test
  void nothing_is_read_or_delivered_at_first() {
    assertThat(receiptStore().read(chat, ada)).isZero();
    assertThat(receiptStore().delivered(chat, phone)).isEmpty();
  }

  @Test
  void reading_moves_forward_and_returns_the_place_before() {
    assertThat(receiptStore().advanceRead(chat, ada, 3)).hasValue(0);
    assertThat(receiptStore().advanceRead(chat, ada, 5)).hasValue(3);
    assertThat(receiptStore().read(chat, ada)).isEqualTo(5);
  }

  @Test
  void a_receipt_never_goes_back() {
    receiptStore().advanceRead(chat, ada, 5);
    receiptStore().advanceDelivered(chat, phone, 5);
    assertThat(receiptStore().advanceRead(chat, ada, 5)).isEmpty();
    assertThat(receiptStore().advanceRead(chat, ada, 4)).isEmpty();
    assertThat(receiptStore().advanceDelivered(chat, phone, 4)).isEmpty();
    assertThat(receiptStore().read(chat, ada)).isEqualTo(5);
    assertThat(receiptStore().delivered(chat, phone)).hasValue(5);
  }

  @Test
  void each_device_has_a_place_and_the_users_is_the_furthest() {
    assertThat(receiptStore().advanceDelivered(chat, phone, 5)).hasValue(0);
    assertThat(receiptStore().advanceDelivered(chat, laptop, 3)).isEmpty();
    assertThat(receiptStore().delivered(chat, laptop)).hasValue(3);
    assertThat(receiptStore().advanceDelivered(chat, laptop, 7)).hasValue(5);
    assertThat(receiptStore().delivered(chat, phone)).hasValue(5);
  }

  @Test
  void a_device_begins_once_and_the_user_stays() {
    receiptStore().begin(chat, phone, 4);
    receiptStore().begin(chat, phone, 9);
    assertThat(receiptStore().delivered(chat, phone)).hasValue(4);
    assertThat(receiptStore().advanceDelivered(chat, phone, 5)).hasValue(0);
  }

  @Test
  void users_and_chats_are_apart() {
    receiptStore().advanceRead(chat, ada, 5);
    receiptStore().advanceDelivered(chat, phone, 5);
    assertThat(receiptStore().read(chat, Samples.user())).isZero();
    assertThat(receiptStore().read(Samples.chat(), ada)).isZero();
    assertThat(receiptStore().delivered(Samples.chat(), phone)).isEmpty();
    assertThat(receiptStore().delivered(chat, new Device(Samples.user(), phone.id(), true)))
        .isEmpty();
  }

  @Test
  void of_a_chat_that_is_deleted_all_places_are_forgotten() {
    ChatId other = Samples.chat();
    UserId bob = Samples.user();
    receiptStore().advanceRead(chat, ada, 5);
    receiptStore().advanceDelivered(chat, phone, 5);
    Device ofBob = lasting(bob);
    receiptStore().begin(chat, ofBob, 3);
    receiptStore().advanceRead(other, ada, 5);
    receiptStore().forget(chat, Set.of(bob));
    assertThat(receiptStore().read(chat, ada)).isZero();
    assertThat(receiptStore().delivered(chat, phone)).isEmpty();
    assertThat(receiptStore().delivered(chat, ofBob)).isEmpty();
    assertThat(receiptStore().read(other, ada)).isEqualTo(5);
    receiptStore().forget(chat, Set.of());
  }

  private List<Device> begun(int count) {
    List<Device> devices = Stream.generate(() -> lasting(ada)).limit(count).toList();
    for (int i = 0; i < count; i++) {
      receiptStore().begin(chat, devices.get(i), 10 + i);
    }
    return devices;
  }

  @Test
  void so_many_devices_have_a_place_each() {
    List<Device> devices = begun(ReceiptStore.MAX_DEVICES);
    for (int i = 0; i < devices.size(); i++) {
      assertThat(receiptStore().delivered(chat, devices.get(i))).hasValue(10 + i);
    }
    assertThat(receiptStore().delivered(chat, phone)).isEmpty();
  }

  @Test
  void of_more_devices_none_is_taken_to_be_further_than_it_is() {
    receiptStore().advanceDelivered(chat, phone, 5);
    List<Device> devices = begun(3 * ReceiptStore.MAX_DEVICES);
    assertThat(receiptStore().delivered(chat, phone)).hasValue(5);
    for (int i = 0; i < devices.size(); i++) {
      OptionalLong place = receiptStore().delivered(chat, devices.get(i));
      assertThat(place).isPresent();
      assertThat(place.getAsLong()).isLessThanOrEqualTo(10 + i);
    }
    assertThat(receiptStore().delivered(chat, lasting(ada))).hasValue(5);
  }

  @Test
  void a_device_whose_place_had_to_go_moves_on_from_where_it_says() {
    receiptStore().advanceDelivered(chat, phone, 5);
    begun(2 * ReceiptStore.MAX_DEVICES);
    assertThat(receiptStore().advanceDelivered(chat, phone, 70)).hasValue(5);
    assertThat(receiptStore().delivered(chat, phone)).hasValue(70);
  }

  @Test
  void devices_that_do_not_last_push_out_none_that_does() {
    receiptStore().begin(chat, phone, 5);
    List<Device> passing = Stream.generate(this::passing).limit(100).toList();
    passing.forEach(device -> receiptStore().advanceDelivered(chat, device, 9));
    assertThat(receiptStore().delivered(chat, phone)).hasValue(5);
    assertThat(receiptStore().delivered(chat, passing.getLast())).hasValue(9);
    assertThat(
            passing.stream().filter(device -> receiptStore().delivered(chat, device).isPresent()))
        .hasSizeLessThan(ReceiptStore.MAX_DEVICES);
    assertThat(receiptStore().delivered(chat, laptop)).isEmpty();
  }

  @Test
  void a_device_that_does_not_last_begins_anew_though_others_had_to_go() {
    begun(2 * ReceiptStore.MAX_DEVICES);
    assertThat(receiptStore().delivered(chat, passing())).isEmpty();
  }

  @Test
  void a_device_may_come_to_last() {
    Device passing = passing();
    Device lasting = new Device(ada, passing.id(), true);
    receiptStore().begin(chat, passing, 5);
    receiptStore().advanceDelivered(chat, lasting, 6);
    Stream.generate(this::passing).limit(100).forEach(d -> receiptStore().begin(chat, d, 9));
    assertThat(receiptStore().delivered(chat, lasting)).hasValue(6);
  }

  @Test
  void of_a_chat_that_is_deleted_the_places_that_had_to_go_are_forgotten_too() {
    begun(2 * ReceiptStore.MAX_DEVICES);
    receiptStore().forget(chat, Set.of(ada));
    assertThat(receiptStore().delivered(chat, lasting(ada))).isEmpty();
  }

  @RepeatedTest(20)
  void of_many_moves_at_a_time_each_starts_where_another_has_ended() throws Exception {
    assertThat(moved(seq -> receiptStore().advanceRead(chat, ada, seq))).isEqualTo(50);
    assertThat(receiptStore().read(chat, ada)).isEqualTo(50);
    assertThat(
            moved(seq -> receiptStore().advanceDelivered(chat, seq % 2 == 0 ? phone : laptop, seq)))
        .isEqualTo(50);
    assertThat(receiptStore().delivered(chat, phone)).hasValue(50);
    assertThat(receiptStore().delivered(chat, laptop)).hasValue(49);
  }

  private static long moved(IntFunction<OptionalLong> move) throws Exception {
    List<Callable<Long>> moves =
        IntStream.rangeClosed(1, 50)
            .<Callable<Long>>mapToObj(
                seq ->
                    () -> {
                      OptionalLong before = move.apply(seq);
                      return before.isPresent() ? seq - before.getAsLong() : 0;
                    })
            .toList();
    long distance = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> result : executor.invokeAll(moves)) {
        distance += result.get();
      }
    }
    return distance;
  }
}
