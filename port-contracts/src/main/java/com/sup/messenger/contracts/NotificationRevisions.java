package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.NotificationRead;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.NotificationStore.News;
import com.sup.messenger.application.port.NotificationStore.Step;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tests the promises of [NotificationStore] about the revisions of users.
abstract class NotificationRevisions extends NotificationEnds {

  private long rev(UserId user) {
    return box().revisions(List.of(user)).getOrDefault(user, 0L);
  }

  private List<ServerEvent> since(long rev) {
    News news = box().since(ada, rev, OLDEST);
    assertThat(news.rev()).isEqualTo(rev(ada));
    return news.events();
  }

  @Test
  void each_step_raises_the_revision_of_its_user() {
    assertThat(rev(ada)).isZero();
    NotificationNew first = notification(NotificationType.MENTION, bob, chat, message);
    Step added = of(ada, box().add(Set.of(ada, bob), first, 5));
    assertThat(added.before()).isZero();
    assertThat(added.ids()).containsExactly(first.id());
    Step settled = box().settle(ada, chat, 5);
    assertThat(settled.before()).isEqualTo(added.rev()).isPositive();
    Step cleared = box().clear(ada, first.id(), OLDEST).orElseThrow();
    assertThat(cleared.before()).isEqualTo(settled.rev()).isGreaterThan(added.rev());
    assertThat(rev(ada)).isEqualTo(cleared.rev()).isGreaterThan(settled.rev());
    assertThat(rev(bob)).isPositive();
  }

  @Test
  void a_step_that_changes_nothing_leaves_the_revision() {
    NotificationNew read = added(chat, 5, ada);
    box().settle(ada, chat, 5);
    long rev = rev(ada);
    Step nothing = new Step(rev, rev, List.of());
    assertThat(box().read(ada, read.id(), OLDEST)).contains(nothing);
    assertThat(box().settle(ada, chat, 5)).isEqualTo(nothing);
    assertThat(box().add(Set.of(ada), read, 5)).isEmpty();
    assertThat(box().clear(ada, new NotificationId("unknown"), OLDEST)).isEmpty();
    assertThat(box().clear(Samples.user(), OLDEST)).isEqualTo(new Step(0, 0, List.of()));
    assertThat(rev(ada)).isEqualTo(rev);
  }

  @Test
  void the_differences_from_a_revision_are_one_event_a_notification_in_the_order_of_changes() {
    NotificationNew known = added(chat, 5, ada);
    NotificationNew kept = added(ada);
    long rev = rev(ada);
    assertThat(since(rev)).isEmpty();
    NotificationNew gone = added(ada);
    NotificationNew fresh = added(ada);
    box().settle(ada, chat, 5);
    box().clear(ada, gone.id(), OLDEST);
    assertThat(since(rev))
        .containsExactly(
            fresh, new NotificationRead(known.id()), new NotificationCleared(gone.id()));
    assertThat(since(0)).containsExactly(kept, fresh);
  }

  @Test
  void everything_that_leaves_is_among_the_differences() {
    NotificationNew withdrawn = added(chat, 5, ada);
    NotificationNew forgotten = add(notification(NotificationType.REPLY, bob, chat, null), 6, ada);
    NotificationNew other = added(ada);
    long rev = rev(ada);
    box().withdraw(Set.of(ada), chat, message, null);
    assertThat(since(rev)).containsExactly(new NotificationCleared(withdrawn.id()));
    rev = rev(ada);
    box().forget(Set.of(ada), chat);
    assertThat(since(rev)).containsExactly(new NotificationCleared(forgotten.id()));
    rev = rev(ada);
    box().clear(ada, OLDEST);
    assertThat(since(rev)).containsExactly(new NotificationCleared(other.id()));
    assertThat(since(0)).isEmpty();
  }

  @Test
  void a_notification_that_goes_for_the_bound_or_by_time_is_no_difference() {
    NotificationNew old = added(ada);
    long rev = rev(ada);
    List<NotificationNew> reactions = full(NotificationType.MESSAGE_REACTION, Notice.MAX_KEPT);
    assertThat(since(rev)).isEqualTo(reactions.subList(1, Notice.MAX_KEPT)).doesNotContain(old);
    Instant oldest = reactions.getLast().timestamp();
    assertThat(box().since(ada, rev, oldest).events()).containsExactly(reactions.getLast());
  }

  @Test
  void a_revision_that_a_user_has_not_had_has_no_differences() {
    added(ada);
    assertThat(since(Long.MAX_VALUE >> 11)).isEmpty();
  }

  @Test
  void what_is_kept_is_among_the_differences_however_much_was_removed() {
    NotificationNew first = added(ada);
    long rev = rev(ada);
    NotificationNew kept = added(ada);
    for (int i = 0; i < NotificationStore.MAX_CHANGES; i++) {
      box().clear(ada, added(ada).id(), OLDEST);
    }
    assertThat(since(rev)).hasSize(NotificationStore.MAX_CHANGES - 1).startsWith(kept);
    assertThat(since(0)).containsExactly(first, kept);
  }
}
