package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.port.NotificationStore.Step;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.NotificationType;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.NotificationStore] for subjects that
/// end.
abstract class NotificationEnds extends NotificationScene {

  @Test
  void reading_settles_what_it_covers() {
    NotificationNew before = added(chat, 5, ada, bob);
    NotificationNew after = added(chat, 6, ada);
    NotificationNew elsewhere = added(Samples.chat(), 1, ada);
    NotificationNew ofTheChat = added(chat, 0, ada);
    assertThat(box().settle(ada, chat, 5).ids())
        .containsExactlyInAnyOrder(before.id(), ofTheChat.id());
    assertThat(box().pending(ada, OLDEST)).containsExactly(after, elsewhere);
    assertThat(box().pending(bob, OLDEST)).containsExactly(before);
    assertThat(box().clear(ada, ofTheChat.id(), OLDEST)).isPresent();
  }

  @Test
  void what_is_settled_is_told_once() {
    NotificationNew pending = added(chat, 5, ada, bob);
    NotificationNew read = added(chat, 4, ada);
    box().read(ada, read.id(), OLDEST);
    assertThat(box().settle(ada, Samples.chat(), 7).ids()).isEmpty();
    assertThat(box().settle(Samples.user(), chat, 7).ids()).isEmpty();
    assertThat(box().settle(ada, chat, 7).ids()).containsExactly(pending.id());
    assertThat(box().settle(ada, chat, 7).ids()).isEmpty();
    assertThat(box().settle(bob, chat, 7).ids()).containsExactly(pending.id());
  }

  @Test
  void a_notification_of_no_chat_is_settled_by_none() {
    NotificationNew system = add(notification(NotificationType.SYSTEM, null, null, null), 0, ada);
    assertThat(box().settle(ada, chat, 7).ids()).isEmpty();
    assertThat(box().pending(ada, OLDEST)).containsExactly(system);
  }

  @Test
  void the_notifications_of_a_message_are_withdrawn_read_or_not() {
    NotificationNew pending = added(chat, 5, ada, bob);
    NotificationNew read = added(chat, 5, ada);
    box().read(ada, read.id(), OLDEST);
    NotificationNew other = added(NotificationType.REPLY, ada);
    UserId nobody = Samples.user();
    Map<UserId, Step> gone = box().withdraw(Set.of(ada, nobody), chat, message, null);
    assertThat(gone).containsOnlyKeys(ada);
    assertThat(of(ada, gone).ids()).containsExactlyInAnyOrder(pending.id(), read.id());
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
    assertThat(of(ada, box().withdraw(Set.of(ada), chat, message, bob)).ids())
        .containsExactly(ofBob.id());
    assertThat(box().pending(ada, OLDEST)).containsExactly(ofEve);
  }

  @Test
  void a_chat_that_goes_takes_its_notifications_along() {
    NotificationNew pending = added(chat, 5, ada, bob);
    NotificationNew read = added(chat, 6, ada);
    box().read(ada, read.id(), OLDEST);
    NotificationNew elsewhere = added(Samples.chat(), 5, ada);
    Map<UserId, Step> gone = box().forget(Set.of(ada, Samples.user()), chat);
    assertThat(gone).containsOnlyKeys(ada);
    assertThat(of(ada, gone).ids()).containsExactlyInAnyOrder(pending.id(), read.id());
    assertThat(box().pending(ada, OLDEST)).containsExactly(elsewhere);
    assertThat(box().pending(bob, OLDEST)).containsExactly(pending);
    assertThat(box().clear(ada, OLDEST).ids()).hasSize(1);
  }
}
