package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [NotificationStore]. Each adapter's test extends it.
public abstract class NotificationStoreContract extends NotificationRevisions {

  @Test
  void a_new_user_has_no_notifications() {
    assertThat(box().pending(ada, OLDEST)).isEmpty();
    assertThat(box().clear(ada, OLDEST).ids()).isEmpty();
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
    assertThat(box().read(ada, second.id(), OLDEST)).isPresent();
    assertThat(box().read(ada, second.id(), OLDEST)).isPresent();
    assertThat(box().pending(ada, OLDEST)).containsExactly(first);
    assertThat(box().pending(bob, OLDEST)).containsExactly(second);
    assertThat(box().clear(ada, second.id(), OLDEST)).isPresent();
    assertThat(box().read(ada, second.id(), OLDEST)).isEmpty();
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
    assertThat(box().clear(ada, first.id(), OLDEST)).isPresent();
    assertThat(box().clear(ada, first.id(), OLDEST)).isEmpty();
    assertThat(box().pending(ada, OLDEST)).isEmpty();
    assertThat(box().pending(bob, OLDEST)).containsExactly(first);
  }

  @Test
  void clearing_all_counts_the_read_ones_too() {
    NotificationNew first = added(ada, bob);
    added(ada);
    box().read(ada, first.id(), OLDEST);
    assertThat(box().clear(ada, OLDEST).ids()).hasSize(2);
    assertThat(box().clear(ada, OLDEST).ids()).isEmpty();
    assertThat(box().pending(ada, OLDEST)).isEmpty();
    assertThat(box().pending(bob, OLDEST)).containsExactly(first);
  }

  @Test
  void a_user_has_no_notification_of_another() {
    NotificationNew bobs = added(bob);
    added(ada);
    assertThat(box().read(ada, bobs.id(), OLDEST)).isEmpty();
    assertThat(box().clear(ada, bobs.id(), OLDEST)).isEmpty();
  }

  @Test
  void the_newest_ones_are_kept() {
    NotificationNew oldest = added(ada);
    List<NotificationNew> newest =
        IntStream.range(0, Notice.MAX_KEPT).mapToObj(_ -> added(ada)).toList();
    assertThat(box().pending(ada, OLDEST)).isEqualTo(newest);
    assertThat(box().clear(ada, oldest.id(), OLDEST)).isEmpty();
  }

  @Test
  void an_expired_notification_is_not_found() {
    NotificationNew old = added(ada, bob);
    NotificationNew young = added(ada);
    Instant oldest = young.timestamp();
    assertThat(box().read(ada, old.id(), oldest)).isEmpty();
    assertThat(box().clear(ada, old.id(), oldest)).isEmpty();
    assertThat(box().pending(ada, oldest)).containsExactly(young);
    assertThat(box().clear(ada, oldest).ids()).hasSize(1);
    assertThat(box().clear(bob, oldest).ids()).isEmpty();
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
    assertThat(box().clear(ada, read.id(), OLDEST)).isEmpty();
  }

  @Test
  void an_expired_notification_goes_before_a_younger_reaction() {
    added(NotificationType.MENTION, ada);
    List<NotificationNew> reactions = full(NotificationType.MESSAGE_REACTION, Notice.MAX_KEPT - 1);
    count.set((int) Notice.KEPT.toSeconds() + 1);
    NotificationNew last = added(NotificationType.REPLY, ada);
    assertThat(box().pending(ada, Instant.EPOCH)).startsWith(reactions.getFirst()).endsWith(last);
  }
}
