package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.chat.ReceiptStore.Device;
import com.sup.messenger.application.port.chat.ReceiptStore.Move;
import com.sup.messenger.application.port.chat.ReceiptStore.OfUser;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.chat.Revised;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [ReceiptStore]. Each adapter's test extends it.
public abstract class ReceiptStoreContract {

  /// Returns the receipts under test.
  protected abstract ReceiptStore receiptStore();

  /// Returns the bus on which the store publishes.
  protected abstract EventBus bus();

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

  /// Returns the message at a place. In these tests, each one made a revision above its place, and
  /// above those of the moves.
  private static Reference message(long seq) {
    return new Reference(new MessageId("m" + seq), seq, new UserId("author"), seq + 1_000);
  }

  private static Position place(long seq) {
    return message(seq).position();
  }

  /// Returns the time at which a message is received or read.
  private static Instant at(long seq) {
    return Samples.NOW.plusSeconds(seq);
  }

  private Receipt move(ChatId in, Device device, long seq, boolean read) {
    Envelope.Origin cause = new Envelope.Origin(device.user(), "connection");
    return receiptStore().advance(new Move(in, device, message(seq), read, at(seq)), cause);
  }

  private Receipt read(Device device, long seq) {
    return move(chat, device, seq, true);
  }

  private Receipt delivered(Device device, long seq) {
    return move(chat, device, seq, false);
  }

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
    Reference to = new Reference(message(seq).id(), seq, new UserId("author"), rev);
    Envelope.Origin cause = new Envelope.Origin(ada, "connection");
    receiptStore().advance(new Move(chat, device, to, read, at(seq)), cause);
  }

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
  void moved_receipts_come_with_the_last_moved_first() {
    Device ofBob = lasting(Samples.user());
    Device ofEve = lasting(Samples.user());
    List.of(phone, ofBob, ofEve).forEach(device -> delivered(device, 1));
    read(ofBob, 1);
    List<Revised<OfUser>> all = receiptStore().since(chat, 0, 10);
    assertThat(all)
        .extracting(Revised::value)
        .containsExactly(
            new OfUser(ofBob.user(), new Receipt(1, at(1), 1, at(1))),
            new OfUser(ofEve.user(), new Receipt(1, at(1), 0, null)),
            new OfUser(ada, new Receipt(1, at(1), 0, null)));
    assertThat(receiptStore().since(chat, 0, 2)).isEqualTo(all.subList(0, 2));
    assertThat(receiptStore().since(chat, all.get(1).rev(), 10)).isEqualTo(all.subList(0, 1));
    assertThat(receiptStore().since(chat, all.getFirst().rev(), 10)).isEmpty();
  }

  @Test
  void a_move_that_moves_no_receipt_has_no_revision() {
    read(phone, 5);
    long rev = receiptStore().since(chat, 0, 10).getFirst().rev();
    delivered(laptop, 5);
    read(laptop, 4);
    receiptStore().begin(chat, lasting(ada), new Position(9, 9));
    assertThat(receiptStore().since(chat, rev, 10)).isEmpty();
    read(laptop, 6);
    assertThat(receiptStore().since(chat, 0, 10).getFirst().rev()).isEqualTo(rev + 1);
  }

  @Test
  void each_move_of_a_receipt_is_published_once_with_its_revision() {
    Topic topic = new Topic.Chat(chat);
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(topic, seen::add)) {
      delivered(phone, 3);
      delivered(laptop, 2);
      read(laptop, 2);
      read(phone, 2);
      read(phone, 5);
      delivered(laptop, 5);
      await().until(() -> seen.size() >= 3);
      long rev = receiptStore().since(chat, 0, 1).getFirst().rev();
      assertThat(seen)
          .containsExactly(
              moved(topic, 0, 3, false, rev - 2),
              moved(topic, 0, 2, true, rev - 1),
              moved(topic, 2, 5, true, rev));
    }
  }

  private Envelope moved(Topic topic, long before, long seq, boolean read, long rev) {
    return new Envelope(
        topic,
        new Signal.ReceiptMoved(ada, message(seq).id(), before, seq, read, at(seq)),
        new Envelope.Origin(ada, "connection"),
        rev);
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

  private List<Device> begun(int count) {
    List<Device> devices = Stream.generate(() -> lasting(ada)).limit(count).toList();
    for (int i = 0; i < count; i++) {
      receiptStore().begin(chat, devices.get(i), place(10 + i));
    }
    return devices;
  }

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

  @RepeatedTest(20)
  void of_many_moves_at_a_time_each_starts_where_another_has_ended() throws Exception {
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(new Topic.Chat(chat), seen::add)) {
      moveAll(false);
      assertThat(receiptStore().of(chat, ada)).isEqualTo(new Receipt(50, at(50), 0, null));
      moveAll(true);
      assertThat(receiptStore().of(chat, ada)).isEqualTo(new Receipt(50, at(50), 50, at(50)));
      await().until(() -> distance(seen, true) >= 50);
      assertThat(distance(seen, false)).isEqualTo(50);
      assertThat(distance(seen, true)).isEqualTo(50);
    }
    assertThat(receiptStore().cursor(chat, phone)).contains(place(50));
    assertThat(receiptStore().cursor(chat, laptop)).contains(place(49));
  }

  private void moveAll(boolean read) throws Exception {
    List<Callable<Receipt>> moves =
        IntStream.rangeClosed(1, 50)
            .<Callable<Receipt>>mapToObj(
                seq -> () -> move(chat, seq % 2 == 0 ? phone : laptop, seq, read))
            .toList();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Receipt> moved : executor.invokeAll(moves)) {
        moved.get();
      }
    }
  }

  private static long distance(Queue<Envelope> seen, boolean read) {
    return seen.stream()
        .map(Envelope::signal)
        .map(Signal.ReceiptMoved.class::cast)
        .filter(moved -> moved.read() == read)
        .mapToLong(moved -> moved.seq() - moved.before())
        .sum();
  }
}
