package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.event.ClientEvent.ClearNotification;
import com.sup.messenger.application.event.ClientEvent.ClearNotifications;
import com.sup.messenger.application.event.ClientEvent.ReadNotification;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.NotificationRead;
import com.sup.messenger.application.event.ServerEvent.NotificationsCleared;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal.NotificationsMoved;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests that lost news of notifications are made good within 30 s (contract, "Delivery"), and that
/// none is told twice.
class LostNotificationsTest extends ClusterScene {

  private static final Duration ROUND = Duration.ofSeconds(30);

  private final RecordingConnection phone = one.connected(BOB);
  private final RecordingConnection laptop = two.connected(BOB);

  private NotificationNew notified() {
    Notice notice =
        new Notice(
            NotificationType.SYSTEM,
            "t",
            "m",
            new OpaqueJson("{}"),
            null,
            null,
            null,
            Priority.LOW);
    one.application.administration().notify(Set.of(BOB), notice);
    return ports.notificationStore().pending(BOB, Instant.MIN).getLast();
  }

  private void lose(Runnable change) {
    two.bus.deafen();
    change.run();
    two.bus.heal(false);
  }

  private static List<ServerEvent> told(RecordingConnection connection) {
    return connection.received().stream()
        .filter(
            event ->
                event instanceof NotificationNew
                    || event instanceof NotificationRead
                    || event instanceof NotificationCleared
                    || event instanceof NotificationsCleared)
        .toList();
  }

  @Test
  void a_lost_notification_is_made_good_within_thirty_seconds_and_once() {
    List<NotificationNew> lost = new ArrayList<>();
    lose(() -> lost.add(notified()));
    assertThat(told(laptop)).isEmpty();
    time.advance(ROUND);
    time.advance(ROUND);
    assertThat(told(laptop)).isEqualTo(lost);
    assertThat(told(phone)).isEqualTo(lost);
  }

  @Test
  void a_lost_reading_and_a_lost_clearing_are_made_good() {
    NotificationNew read = notified();
    NotificationNew cleared = notified();
    lose(
        () -> {
          one.application.handle(phone, new ReadNotification(read.id()));
          one.application.handle(phone, new ClearNotification(cleared.id()));
        });
    time.advance(ROUND);
    time.advance(ROUND);
    assertThat(told(laptop))
        .containsExactly(
            read, cleared, new NotificationRead(read.id()), new NotificationCleared(cleared.id()));
    assertThat(told(phone)).containsExactly(read, cleared);
  }

  @Test
  void a_lost_clearing_of_all_is_made_good_one_by_one() {
    NotificationNew first = notified();
    NotificationNew second = notified();
    lose(() -> one.application.handle(phone, new ClearNotifications()));
    time.advance(ROUND);
    assertThat(told(laptop))
        .containsExactlyInAnyOrder(
            first,
            second,
            new NotificationCleared(first.id()),
            new NotificationCleared(second.id()));
  }

  @Test
  void what_came_and_went_in_the_meantime_is_only_cleared() {
    NotificationNew known = notified();
    List<NotificationNew> lost = new ArrayList<>();
    lose(
        () -> {
          lost.add(notified());
          one.application.handle(phone, new ClearNotification(lost.getFirst().id()));
        });
    time.advance(ROUND);
    assertThat(told(laptop)).containsExactly(known, new NotificationCleared(lost.getFirst().id()));
  }

  @Test
  void lost_news_come_before_the_next_ones_and_at_once() {
    List<NotificationNew> all = new ArrayList<>();
    lose(() -> all.add(notified()));
    all.add(notified());
    await().until(() -> told(laptop).size() == 2);
    assertThat(told(laptop)).isEqualTo(all);
    time.advance(ROUND);
    assertThat(told(laptop)).isEqualTo(all);
  }

  @Test
  void news_in_another_order_are_shown_in_theirs() {
    NotificationStore store = ports.notificationStore();
    NotificationNew known = notified();
    NotificationStore.Step read = store.read(BOB, known.id(), Instant.MIN).orElseThrow();
    NotificationStore.Step cleared = store.clear(BOB, known.id(), Instant.MIN).orElseThrow();
    publish(cleared, new NotificationCleared(known.id()));
    publish(read, new NotificationRead(known.id()));
    await().until(() -> told(laptop).contains(new NotificationCleared(known.id())));
    assertThat(told(laptop)).endsWith(new NotificationCleared(known.id()));
    assertThat(told(laptop)).doesNotHaveDuplicates();
  }

  private void publish(NotificationStore.Step step, ServerEvent event) {
    NotificationsMoved moved = new NotificationsMoved(step.before(), step.rev(), List.of(event));
    ports.eventBus().publish(new Envelope(new Topic.User(BOB), moved, null));
  }

  @Test
  void news_that_could_not_be_published_are_made_good() {
    NotificationNew known = notified();
    one.bus.goAway();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> one.application.handle(phone, new ReadNotification(known.id())));
    one.bus.heal(false);
    one.application.handle(phone, new ReadNotification(known.id()));
    time.advance(ROUND);
    assertThat(told(laptop)).containsExactly(known, new NotificationRead(known.id()));
  }

  @Test
  void a_gap_that_was_noticed_is_filled_at_once() {
    two.bus.deafen();
    NotificationNew lost = notified();
    two.bus.heal(true);
    time.advance(Duration.ofSeconds(1));
    assertThat(told(laptop)).containsExactly(lost);
  }

  @Test
  void a_session_that_continues_is_told_what_was_read_and_cleared_meanwhile() {
    NotificationNew read = notified();
    NotificationNew cleared = notified();
    NotificationNew kept = notified();
    String offset = laptop.offset(laptop.received().size() - 1);
    two.application.disconnect(laptop, true);
    one.application.handle(phone, new ReadNotification(read.id()));
    one.application.handle(phone, new ClearNotification(cleared.id()));
    NotificationNew missed = notified();
    Arrival.Resumed arrival =
        one.application
            .claim(laptop.recoveryKey(), offset, laptop.actor(), () -> true)
            .orElseThrow();
    RecordingConnection back = laptop.resumed(arrival);
    one.application.connect(back, arrival);
    assertThat(told(back))
        .containsExactly(
            new NotificationRead(read.id()), new NotificationCleared(cleared.id()), missed)
        .doesNotContain(kept);
    time.advance(ROUND);
    assertThat(told(back)).hasSize(3);
  }

  @Test
  void a_store_that_has_lost_its_last_changes_tells_later_ones() {
    NotificationNew known = notified();
    publish(
        new NotificationStore.Step(revision(), revision() + 5, List.of(known.id())),
        new NotificationRead(known.id()));
    time.advance(ROUND);
    NotificationNew later = notified();
    time.advance(ROUND);
    assertThat(told(laptop)).containsExactly(known, new NotificationRead(known.id()), later);
  }

  private long revision() {
    return ports.notificationStore().revisions(List.of(BOB)).getOrDefault(BOB, 0L);
  }

  @RepeatedTest(20)
  void a_device_that_connects_meanwhile_is_told_of_each_once() throws Exception {
    RecordingConnection tablet;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var telling = executor.submit(() -> IntStream.range(0, 50).forEach(_ -> notified()));
      tablet = two.connected(BOB);
      telling.get();
    }
    time.advance(ROUND);
    assertThat(told(tablet))
        .containsExactlyElementsOf(ports.notificationStore().pending(BOB, Instant.MIN));
  }
}
