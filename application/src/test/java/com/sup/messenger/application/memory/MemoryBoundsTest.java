package com.sup.messenger.application.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.event.ServerEvent.ReactionRemoved;
import com.sup.messenger.application.memory.message.ChatRevisions;
import com.sup.messenger.application.memory.message.MemoryMessageLog;
import com.sup.messenger.application.memory.message.MemoryReactionStore;
import com.sup.messenger.application.memory.message.MemoryReceiptStore;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.domain.preference.Block;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryBoundsTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final Reaction HEART = new Reaction("\u2764");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId EVE = new UserId("eve");

  private final ChatRevisions revisions = new ChatRevisions(new MemoryEventBus());

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

  private static MessageLog.Result append(MemoryMessageLog log, ChatId chat, String content) {
    Draft draft =
        new Draft(chat, new EncryptedContent(content), MessageType.TEXT, null, null, null);
    MessageId id = new MessageId(chat.value() + content.length());
    return log.append(draft, Profile.of(ADA), null, id, Instant.EPOCH).orElseThrow();
  }

  private static Posted grown(MessageLog.Result sent, int bytes) {
    Message message = (Message) sent.posted().message();
    EncryptedContent content = new EncryptedContent("x".repeat(bytes));
    return sent.posted().with(message.edited(content, null, Instant.EPOCH));
  }

  @Test
  void messages_that_grow_by_edits_stay_within_the_bytes_of_a_chat() {
    MemoryChatDirectory directory = new MemoryChatDirectory(revisions, 9);
    directory.add(CHAT, ADA, 0);
    MemoryMessageLog log = new MemoryMessageLog(directory, revisions, 100, 64 * 4_000);
    List<MessageLog.Result> sent =
        IntStream.rangeClosed(1, 5).mapToObj(i -> append(log, CHAT, "x".repeat(i))).toList();
    assertThat(log.replace(grown(sent.get(3), 2_000), null)).isTrue();
    assertThat(log.after(CHAT, 0, 9, 1 << 20).entries()).hasSize(3);
    assertThat(log.replace(grown(sent.get(4), 2_000), null)).isTrue();
    assertThat(log.after(CHAT, 0, 9, 1 << 20).entries()).hasSize(1);
    assertThat(log.replace(grown(sent.get(3), 9), null)).isFalse();
  }

  @Test
  void messages_that_grow_by_edits_stay_within_the_bytes_of_all_chats() {
    MemoryChatDirectory directory = new MemoryChatDirectory(revisions, 100);
    List<ChatId> chats = IntStream.range(0, 64).mapToObj(i -> new ChatId("c" + i)).toList();
    chats.forEach(chat -> directory.add(chat, ADA, 0));
    int each = 4_000;
    MemoryMessageLog log = new MemoryMessageLog(directory, revisions, 100, 64 * each);
    List<MessageLog.Result> sent = chats.stream().map(chat -> append(log, chat, "x")).toList();
    sent.forEach(result -> assertThat(log.replace(grown(result, each - 600), null)).isTrue());
    sent.forEach(result -> log.replace(grown(result, each), null));
    // The bytes of deleted messages are free again.
    for (MessageLog.Result result : sent) {
      ChatId chat = result.posted().message().chatId();
      log.delete(chat);
      assertThat(append(log, chat, "x".repeat(2_000)).posted().message().seq()).isEqualTo(2);
    }
  }

  private static void put(MemoryReactionStore book, MessageId message, UserId user) {
    book.put(
        1,
        new ReactionAdded(message, CHAT, user, null, HEART, ReactionAction.ADD, Instant.EPOCH),
        null);
  }

  @Test
  void reactions_of_the_message_reacted_to_least_recently_go_first() {
    MemoryReactionStore book = new MemoryReactionStore(revisions, 3);
    MessageId first = new MessageId("first");
    MessageId second = new MessageId("second");
    put(book, first, ADA);
    put(book, second, ADA);
    put(book, first, BOB);
    book.remove(
        1,
        new ReactionRemoved(first, CHAT, BOB, null, HEART, ReactionAction.REMOVE, Instant.EPOCH),
        null);
    put(book, first, BOB);
    assertThat(book.of(CHAT, second)).hasSize(1);
    put(book, first, EVE);
    assertThat(book.of(CHAT, second)).isEmpty();
    assertThat(book.of(CHAT, first)).hasSize(3);
  }

  @Test
  void notifications_of_the_user_told_least_recently_go_first() {
    MemoryNotificationStore box = new MemoryNotificationStore(4);
    box.add(Set.of(ADA), notification("n1"), 0);
    box.add(Set.of(BOB), notification("n2"), 0);
    box.add(Set.of(ADA), notification("n3"), 0);
    box.clear(ADA, new NotificationId("n1"), Instant.MIN);
    box.add(Set.of(ADA), notification("n4"), 0);
    assertThat(box.pending(BOB, Instant.MIN)).hasSize(1);
    box.add(Set.of(EVE), notification("n5"), 0);
    assertThat(box.pending(BOB, Instant.MIN)).isEmpty();
    assertThat(box.pending(ADA, Instant.MIN)).hasSize(2);
  }

  private static ReceiptStore.Device device(String id) {
    return new ReceiptStore.Device(ADA, new DeviceId(id), true);
  }

  private static void beginMany(MemoryReceiptStore receipts, String kind) {
    for (int i = 0; i < ReceiptStore.MAX_DEVICES; i++) {
      receipts.begin(CHAT, device(kind + i), new Position(9, 9));
    }
  }

  @Test
  void a_place_of_a_device_that_had_to_go_is_forgotten_in_its_time() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    MemoryReceiptStore receipts = new MemoryReceiptStore(revisions, now::get);
    receipts.begin(CHAT, device("first"), new Position(3, 3));
    beginMany(receipts, "early");
    now.set(Instant.EPOCH.plus(ReceiptStore.KEPT).minusMillis(1));
    assertThat(receipts.cursor(CHAT, device("new"))).hasValue(new Position(3, 3));
    now.set(Instant.EPOCH.plus(ReceiptStore.KEPT));
    assertThat(receipts.cursor(CHAT, device("new"))).isEmpty();
    beginMany(receipts, "late");
    assertThat(receipts.cursor(CHAT, device("late0"))).hasValue(new Position(9, 9));
    assertThat(receipts.cursor(CHAT, device("new"))).isEmpty();
  }

  @Test
  void the_newest_push_entries_are_kept() {
    MemoryPushOutbox outbox = new MemoryPushOutbox(2);
    for (String id : new String[] {"n1", "n2", "n3"}) {
      outbox.add(Set.of(ADA), PushEvent.Notified.of(notification(id)));
    }
    assertThat(outbox.entries())
        .extracting(entry -> ((PushEvent.Notified) entry.event()).id().value())
        .containsExactly("n2", "n3");
  }

  @Test
  void past_the_bound_of_all_users_a_preference_is_refused_until_another_is_taken_back() {
    MemoryPreferenceStore preferences = new MemoryPreferenceStore(2);
    Block block = new Block(Instant.EPOCH, null);
    preferences.block(ADA, BOB, block);
    preferences.mute(ADA, CHAT, Instant.MAX, Instant.EPOCH);
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> preferences.block(BOB, EVE, block));
    preferences.block(ADA, BOB, block);
    preferences.unmute(ADA, CHAT);
    preferences.unmute(ADA, CHAT);
    assertThat(preferences.block(BOB, EVE, block)).isTrue();
  }
}
