package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
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
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// What every [Receipts] must do.
public abstract class ReceiptsContract {

  /// The receipts under test.
  protected abstract Receipts receipts();

  private final ChatId chat = Samples.chat();
  private final UserId ada = Samples.user();

  private final DeviceId phone = Samples.device();
  private final DeviceId laptop = Samples.device();

  @Test
  void nothing_is_read_or_delivered_at_first() {
    assertThat(receipts().read(chat, ada)).isZero();
    assertThat(receipts().delivered(chat, ada, phone)).isEmpty();
  }

  @Test
  void reading_moves_forward_and_tells_from_where() {
    assertThat(receipts().advanceRead(chat, ada, 3)).hasValue(0);
    assertThat(receipts().advanceRead(chat, ada, 5)).hasValue(3);
    assertThat(receipts().read(chat, ada)).isEqualTo(5);
  }

  @Test
  void a_receipt_never_goes_back() {
    receipts().advanceRead(chat, ada, 5);
    receipts().advanceDelivered(chat, ada, phone, 5);
    assertThat(receipts().advanceRead(chat, ada, 5)).isEmpty();
    assertThat(receipts().advanceRead(chat, ada, 4)).isEmpty();
    assertThat(receipts().advanceDelivered(chat, ada, phone, 4)).isEmpty();
    assertThat(receipts().read(chat, ada)).isEqualTo(5);
    assertThat(receipts().delivered(chat, ada, phone)).hasValue(5);
  }

  @Test
  void each_device_has_a_place_and_the_users_is_the_furthest() {
    assertThat(receipts().advanceDelivered(chat, ada, phone, 5)).hasValue(0);
    assertThat(receipts().advanceDelivered(chat, ada, laptop, 3)).isEmpty();
    assertThat(receipts().delivered(chat, ada, laptop)).hasValue(3);
    assertThat(receipts().advanceDelivered(chat, ada, laptop, 7)).hasValue(5);
    assertThat(receipts().delivered(chat, ada, phone)).hasValue(5);
  }

  @Test
  void a_device_begins_once_and_the_user_stays() {
    receipts().begin(chat, ada, phone, 4);
    receipts().begin(chat, ada, phone, 9);
    assertThat(receipts().delivered(chat, ada, phone)).hasValue(4);
    assertThat(receipts().advanceDelivered(chat, ada, phone, 5)).hasValue(0);
  }

  @Test
  void users_and_chats_are_apart() {
    receipts().advanceRead(chat, ada, 5);
    receipts().advanceDelivered(chat, ada, phone, 5);
    assertThat(receipts().read(chat, Samples.user())).isZero();
    assertThat(receipts().read(Samples.chat(), ada)).isZero();
    assertThat(receipts().delivered(Samples.chat(), ada, phone)).isEmpty();
    assertThat(receipts().delivered(chat, Samples.user(), phone)).isEmpty();
  }

  @Test
  void of_a_chat_that_is_deleted_all_places_are_forgotten() {
    ChatId other = Samples.chat();
    UserId bob = Samples.user();
    receipts().advanceRead(chat, ada, 5);
    receipts().advanceDelivered(chat, ada, phone, 5);
    receipts().begin(chat, bob, laptop, 3);
    receipts().advanceRead(other, ada, 5);
    receipts().forget(chat, Set.of(bob));
    assertThat(receipts().read(chat, ada)).isZero();
    assertThat(receipts().delivered(chat, ada, phone)).isEmpty();
    assertThat(receipts().delivered(chat, bob, laptop)).isEmpty();
    assertThat(receipts().read(other, ada)).isEqualTo(5);
    receipts().forget(chat, Set.of());
  }

  @RepeatedTest(20)
  void of_many_moves_at_a_time_each_starts_where_another_has_ended() throws Exception {
    assertThat(moved(seq -> receipts().advanceRead(chat, ada, seq))).isEqualTo(50);
    assertThat(receipts().read(chat, ada)).isEqualTo(50);
    assertThat(
            moved(
                seq -> receipts().advanceDelivered(chat, ada, seq % 2 == 0 ? phone : laptop, seq)))
        .isEqualTo(50);
    assertThat(receipts().delivered(chat, ada, phone)).hasValue(50);
    assertThat(receipts().delivered(chat, ada, laptop)).hasValue(49);
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
