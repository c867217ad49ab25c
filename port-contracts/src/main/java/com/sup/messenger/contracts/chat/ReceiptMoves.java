package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ReceiptStore.Device;
import com.sup.messenger.application.port.chat.ReceiptStore.OfUser;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.chat.Revised;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.chat.ReceiptStore] for revisions and
/// the bus.
abstract class ReceiptMoves extends DeviceCursorsOfReceipts {

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
