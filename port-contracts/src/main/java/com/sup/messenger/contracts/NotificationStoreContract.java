package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests the promises of [NotificationStore]. Each adapter's test extends it.
public abstract class NotificationStoreContract {

  private static final Instant OLDEST = Samples.NOW;

  /// Returns the store under test.
  protected abstract NotificationStore box();

  private final AtomicInteger count = new AtomicInteger();
  private final UserId ada = Samples.user();
  private final UserId bob = Samples.user();

  private final ChatId chat = Samples.chat();
  private final MessageId message = Samples.messageId();

  private NotificationNew added(UserId... users) {
    boolean ofNothing = count.get() % 2 == 1;
    return add(
        notification(
            NotificationType.CALL_MISSED,
            ofNothing ? null : Samples.user(),
            ofNothing ? null : Samples.chat(),
            ofNothing ? null : Samples.messageId()),
        0,
        users);
  }

  private NotificationNew added(NotificationType type, UserId user) {
    return add(notification(type, Samples.user(), chat, Samples.messageId()), 1, user);
  }

  private NotificationNew added(ChatId chat, long place, UserId... users) {
    return add(notification(NotificationType.MENTION, bob, chat, message), place, users);
  }

  private NotificationNew add(NotificationNew notification, long place, UserId... users) {
    box().add(Set.of(users), notification, place);
    return notification;
  }

  private NotificationNew notification(
      NotificationType type,
      @Nullable UserId from,
      @Nullable ChatId chat,
      @Nullable MessageId message) {
    int number = count.incrementAndGet();
    return new NotificationNew(
        new NotificationId("n" + (1_000 + number)),
        type,
        "Missed call",
        "Ada \u2028 \uD83D\uDE00",
        new OpaqueJson("{\"n\":1.5}"),
        from,
        chat,
        message,
        Priority.HIGH,
        OLDEST.plusSeconds(number),
        false);
  }

  private List<NotificationNew> full(NotificationType type, int count) {
    return IntStream.range(0, count).mapToObj(_ -> added(type, ada)).toList();
  }

  @Test
  void a_new_user_has_no_notifications() {
    assertThat(box().pending(ada, OLDEST)).isEmpty();
    assertThat(box().clear(ada, OLDEST)).isZero();
  }

  @Test
  void a_notification_comes_back_as_it_was_stored_oldest_first() {
    NotificationNew first = added(ada);
    NotificationNew second = added(ada, bob);
    assertThat(box().pending(ada, OLDEST)).containsExactly(first, second);
    assertThat(box().pending(bob, OLDEST)).containsExactly(second);
  }

  @Test
  void a_read_notification_is_kept_but_no_longer_pending() {
    NotificationNew first = added(ada);
    NotificationNew second = added(ada, bob);
    assertThat(box().read(ada, second.id(), OLDEST)).isTrue();
    assertThat(box().read(ada, second.id(), OLDEST)).isTrue();
    assertThat(box().pending(ada, OLDEST)).containsExactly(first);
    assertThat(box().pending(bob, OLDEST)).containsExactly(second);
    assertThat(box().clear(ada, second.id(), OLDEST)).isTrue();
    assertThat(box().read(ada, second.id(), OLDEST)).isFalse();
  }

  @Test
  void adding_again_changes_nothing_for_a_user_who_has_it() {
    NotificationNew first = added(ada);
    NotificationNew second = added(ada);
    box().read(ada, second.id(), OLDEST);
    box().add(Set.of(ada, bob), first, 0);
    box().add(Set.of(ada, bob), second, 0);
    assertThat(box().pending(ada, OLDEST)).containsExactly(first);
    assertThat(box().pending(bob, OLDEST)).containsExactly(first, second);
  }

  @Test
  void a_cleared_notification_is_gone() {
    NotificationNew first = added(ada, bob);
    assertThat(box().clear(ada, first.id(), OLDEST)).isTrue();
    assertThat(box().clear(ada, first.id(), OLDEST)).isFalse();
    assertThat(box().pending(ada, OLDEST)).isEmpty();
    assertThat(box().pending(bob, OLDEST)).containsExactly(first);
  }

  @Test
  void clearing_all_counts_the_read_ones_too() {
    NotificationNew first = added(ada, bob);
    added(ada);
    box().read(ada, first.id(), OLDEST);
    assertThat(box().clear(ada, OLDEST)).isEqualTo(2);
    assertThat(box().clear(ada, OLDEST)).isZero();
    assertThat(box().pending(ada, OLDEST)).isEmpty();
    assertThat(box().pending(bob, OLDEST)).containsExactly(first);
  }

  @Test
  void a_user_has_no_notification_of_another() {
    NotificationNew bobs = added(bob);
    added(ada);
    assertThat(box().read(ada, bobs.id(), OLDEST)).isFalse();
    assertThat(box().clear(ada, bobs.id(), OLDEST)).isFalse();
  }

  @Test
  void the_newest_ones_are_kept() {
    NotificationNew oldest = added(ada);
    List<NotificationNew> newest =
        IntStream.range(0, Notice.MAX_KEPT).mapToObj(_ -> added(ada)).toList();
    assertThat(box().pending(ada, OLDEST)).isEqualTo(newest);
    assertThat(box().clear(ada, oldest.id(), OLDEST)).isFalse();
  }

  @Test
  void an_expired_notification_is_not_found() {
    NotificationNew old = added(ada, bob);
    NotificationNew young = added(ada);
    Instant oldest = young.timestamp();
    assertThat(box().read(ada, old.id(), oldest)).isFalse();
    assertThat(box().clear(ada, old.id(), oldest)).isFalse();
    assertThat(box().pending(ada, oldest)).containsExactly(young);
    assertThat(box().clear(ada, oldest)).isEqualTo(1);
    assertThat(box().clear(bob, oldest)).isZero();
  }

  @Test
  void no_reaction_pushes_out_another_notification() {
    NotificationNew mention = added(NotificationType.MENTION, ada);
    NotificationNew call = added(NotificationType.CALL_MISSED, ada);
    List<NotificationNew> reactions = full(NotificationType.MESSAGE_REACTION, 2 * Notice.MAX_KEPT);
    assertThat(box().pending(ada, OLDEST))
        .hasSize(Notice.MAX_KEPT)
        .startsWith(mention, call)
        .endsWith(reactions.getLast());
    NotificationNew reply = added(NotificationType.REPLY, ada);
    assertThat(box().pending(ada, OLDEST))
        .hasSize(Notice.MAX_KEPT)
        .startsWith(mention, call)
        .endsWith(reply);
  }

  @Test
  void a_reaction_is_not_kept_where_all_others_matter_more() {
    List<NotificationNew> mentions = full(NotificationType.MENTION, Notice.MAX_KEPT);
    added(NotificationType.MESSAGE_REACTION, ada);
    assertThat(box().pending(ada, OLDEST)).isEqualTo(mentions);
  }

  @Test
  void a_read_notification_pushes_out_no_pending_one() {
    List<NotificationNew> mentions = full(NotificationType.MENTION, Notice.MAX_KEPT - 1);
    NotificationNew read = added(NotificationType.MENTION, ada);
    box().read(ada, read.id(), OLDEST);
    NotificationNew last = added(NotificationType.MESSAGE_REACTION, ada);
    assertThat(box().pending(ada, OLDEST)).hasSize(Notice.MAX_KEPT).containsAll(mentions);
    assertThat(box().pending(ada, OLDEST)).endsWith(last);
    assertThat(box().clear(ada, read.id(), OLDEST)).isFalse();
  }

  @Test
  void an_expired_notification_goes_before_a_younger_reaction() {
    added(NotificationType.MENTION, ada);
    List<NotificationNew> reactions = full(NotificationType.MESSAGE_REACTION, Notice.MAX_KEPT - 1);
    count.set((int) Notice.KEPT.toSeconds() + 1);
    NotificationNew last = added(NotificationType.REPLY, ada);
    assertThat(box().pending(ada, Instant.EPOCH)).startsWith(reactions.getFirst()).endsWith(last);
  }

  @Test
  void reading_settles_what_it_covers() {
    NotificationNew before = added(chat, 5, ada, bob);
    NotificationNew after = added(chat, 6, ada);
    NotificationNew elsewhere = added(Samples.chat(), 1, ada);
    NotificationNew ofTheChat = added(chat, 0, ada);
    assertThat(box().settle(ada, chat, 5)).containsExactlyInAnyOrder(before.id(), ofTheChat.id());
    assertThat(box().pending(ada, OLDEST)).containsExactly(after, elsewhere);
    assertThat(box().pending(bob, OLDEST)).containsExactly(before);
    assertThat(box().clear(ada, ofTheChat.id(), OLDEST)).isTrue();
  }

  @Test
  void what_is_settled_is_told_once() {
    NotificationNew pending = added(chat, 5, ada, bob);
    NotificationNew read = added(chat, 4, ada);
    box().read(ada, read.id(), OLDEST);
    assertThat(box().settle(ada, Samples.chat(), 7)).isEmpty();
    assertThat(box().settle(Samples.user(), chat, 7)).isEmpty();
    assertThat(box().settle(ada, chat, 7)).containsExactly(pending.id());
    assertThat(box().settle(ada, chat, 7)).isEmpty();
    assertThat(box().settle(bob, chat, 7)).containsExactly(pending.id());
  }

  @Test
  void a_notification_of_no_chat_is_settled_by_none() {
    NotificationNew system = add(notification(NotificationType.SYSTEM, null, null, null), 0, ada);
    assertThat(box().settle(ada, chat, 7)).isEmpty();
    assertThat(box().pending(ada, OLDEST)).containsExactly(system);
  }

  @Test
  void the_notifications_of_a_message_are_withdrawn_read_or_not() {
    NotificationNew pending = added(chat, 5, ada, bob);
    NotificationNew read = added(chat, 5, ada);
    box().read(ada, read.id(), OLDEST);
    NotificationNew other = added(NotificationType.REPLY, ada);
    UserId nobody = Samples.user();
    Map<UserId, List<NotificationId>> gone =
        box().withdraw(Set.of(ada, nobody), chat, message, null);
    assertThat(gone).containsOnlyKeys(ada);
    assertThat(gone.get(ada)).containsExactlyInAnyOrder(pending.id(), read.id());
    assertThat(box().pending(ada, OLDEST)).containsExactly(other);
    assertThat(box().pending(bob, OLDEST)).containsExactly(pending);
    assertThat(box().withdraw(Set.of(ada), chat, message, null)).isEmpty();
    assertThat(box().withdraw(Set.of(bob), Samples.chat(), message, null)).isEmpty();
  }

  @Test
  void only_those_of_one_user_are_withdrawn_where_one_is_named() {
    UserId eve = Samples.user();
    NotificationType type = NotificationType.MESSAGE_REACTION;
    NotificationNew ofBob = add(notification(type, bob, chat, message), 5, ada);
    NotificationNew ofEve = add(notification(type, eve, chat, message), 5, ada);
    assertThat(box().withdraw(Set.of(ada), chat, message, bob))
        .isEqualTo(Map.of(ada, List.of(ofBob.id())));
    assertThat(box().pending(ada, OLDEST)).containsExactly(ofEve);
  }

  @Test
  void a_chat_that_goes_takes_its_notifications_along() {
    NotificationNew pending = added(chat, 5, ada, bob);
    NotificationNew read = added(chat, 6, ada);
    box().read(ada, read.id(), OLDEST);
    NotificationNew elsewhere = added(Samples.chat(), 5, ada);
    Map<UserId, List<NotificationId>> gone = box().forget(Set.of(ada, Samples.user()), chat);
    assertThat(gone).containsOnlyKeys(ada);
    assertThat(gone.get(ada)).containsExactlyInAnyOrder(pending.id(), read.id());
    assertThat(box().pending(ada, OLDEST)).containsExactly(elsewhere);
    assertThat(box().pending(bob, OLDEST)).containsExactly(pending);
    assertThat(box().clear(ada, OLDEST)).isEqualTo(1);
  }
}
