package com.sup.messenger.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.memory.message.MemoryReactionStore;
import com.sup.messenger.application.memory.message.MemoryReceiptStore;
import com.sup.messenger.application.port.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MemoryBoundsTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final Reaction HEART = new Reaction("\u2764");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId EVE = new UserId("eve");

  private static NotificationNew notification(String id) {
    return new NotificationNew(
        new NotificationId(id),
        NotificationType.SYSTEM,
        "title",
        "message",
        new OpaqueJson("{}"),
        null,
        null,
        null,
        Priority.LOW,
        Instant.EPOCH,
        false);
  }

  @Test
  void reactions_of_the_message_reacted_to_least_recently_go_first() {
    MemoryReactionStore book = new MemoryReactionStore(3);
    MessageId first = new MessageId("first");
    MessageId second = new MessageId("second");
    book.put(CHAT, first, ADA, HEART);
    book.put(CHAT, second, ADA, HEART);
    book.put(CHAT, first, BOB, HEART);
    book.remove(CHAT, first, BOB, HEART);
    book.put(CHAT, first, BOB, HEART);
    assertThat(book.of(CHAT, second)).hasSize(1);
    book.put(CHAT, first, EVE, HEART);
    assertThat(book.of(CHAT, second)).isEmpty();
    assertThat(book.of(CHAT, first)).hasSize(3);
  }

  @Test
  void notifications_of_the_user_told_least_recently_go_first() {
    MemoryNotificationStore box = new MemoryNotificationStore(3);
    box.add(Set.of(ADA), notification("n1"));
    box.add(Set.of(BOB), notification("n2"));
    box.add(Set.of(ADA), notification("n3"));
    box.clear(ADA, new NotificationId("n1"), Instant.MIN);
    box.add(Set.of(ADA), notification("n4"));
    assertThat(box.pending(BOB, Instant.MIN)).hasSize(1);
    box.add(Set.of(EVE), notification("n5"));
    assertThat(box.pending(BOB, Instant.MIN)).isEmpty();
    assertThat(box.pending(ADA, Instant.MIN)).hasSize(2);
  }

  private static ReceiptStore.Device device(String id) {
    return new ReceiptStore.Device(ADA, new DeviceId(id), true);
  }

  private static void beginMany(MemoryReceiptStore receipts, String kind) {
    for (int i = 0; i < ReceiptStore.MAX_DEVICES; i++) {
      receipts.begin(CHAT, device(kind + i), 9);
    }
  }

  @Test
  void a_place_of_a_device_that_had_to_go_is_forgotten_in_its_time() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    MemoryReceiptStore receipts = new MemoryReceiptStore(now::get);
    receipts.begin(CHAT, device("first"), 3);
    beginMany(receipts, "early");
    now.set(Instant.EPOCH.plus(ReceiptStore.KEPT).minusMillis(1));
    assertThat(receipts.delivered(CHAT, device("new"))).hasValue(3);
    now.set(Instant.EPOCH.plus(ReceiptStore.KEPT));
    assertThat(receipts.delivered(CHAT, device("new"))).isEmpty();
    beginMany(receipts, "late");
    assertThat(receipts.delivered(CHAT, device("late0"))).hasValue(9);
    assertThat(receipts.delivered(CHAT, device("new"))).isEmpty();
  }

  @Test
  void the_newest_push_entries_are_kept() {
    MemoryPushOutbox outbox = new MemoryPushOutbox(2);
    for (String id : new String[] {"n1", "n2", "n3"}) {
      outbox.add(Set.of(ADA), notification(id));
    }
    assertThat(outbox.entries())
        .extracting(entry -> ((NotificationNew) entry.event()).id().value())
        .containsExactly("n2", "n3");
  }
}
