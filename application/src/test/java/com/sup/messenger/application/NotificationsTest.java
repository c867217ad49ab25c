package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.ClearNotification;
import com.sup.messenger.application.event.ClientEvent.ClearNotifications;
import com.sup.messenger.application.event.ClientEvent.GetPendingNotifications;
import com.sup.messenger.application.event.ClientEvent.ReadNotification;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.NotificationRead;
import com.sup.messenger.application.event.ServerEvent.NotificationsCleared;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.memory.MemoryPushOutbox;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.notification.TimeOrderedIds;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class NotificationsTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application = application(ports);
  private final Notifications notifications =
      new Notifications(ports, new TimeOrderedIds(time), time);
  private final RecordingConnection ada = connected("ada", "phone");

  private ChatApplication application(Ports ports) {
    return new ChatApplication(
        ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  }

  private RecordingConnection connected(String user, String device) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    RecordingConnection connection = new RecordingConnection(user, device);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private static SendMessage message(@Nullable MessageId replyTo, String... mentions) {
    Metadata metadata = new Metadata("{}", Stream.of(mentions).map(UserId::new).toList());
    return new SendMessage(
        CHAT,
        new EncryptedContent("secret"),
        MessageType.TEXT,
        replyTo,
        metadata,
        new TempId("t" + mentions.length));
  }

  private MessageId send(Connection by, SendMessage event) {
    return ((Reply.MessageSent) application.handle(by, event)).message().id();
  }

  private NotificationNew missedCall(UserId target) {
    notifications.missedCall(target, ada.actor().profile(), new CallId("c1"), CallType.AUDIO);
    return pending(target).getLast();
  }

  private List<NotificationNew> pending(UserId user) {
    return ports.notificationStore().pending(user, Instant.MIN);
  }

  private List<NotificationNew> pending(Connection of) {
    Reply reply = application.handle(of, new GetPendingNotifications());
    return ((Reply.PendingNotifications) reply).notifications();
  }

  private void unknown(Connection to, ClientEvent event) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> application.handle(to, event))
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.NOTIFICATION_NOT_FOUND);
  }

  @Test
  void a_mention_is_stored_shown_on_every_device_and_handed_on_for_push() {
    RecordingConnection phone = connected("bob", "phone");
    RecordingConnection laptop = connected("bob", "laptop");
    MessageId sent = send(ada, message(null, "bob", "ada", "nobody"));
    NotificationNew shown = phone.received(NotificationNew.class).getFirst();
    assertThat(shown.type()).isEqualTo(NotificationType.MENTION);
    assertThat(shown.messageId()).isEqualTo(sent);
    assertThat(shown.fromUserId()).isEqualTo(ADA);
    assertThat(shown.timestamp()).isEqualTo(time.instant());
    assertThat(shown.read()).isFalse();
    assertThat(phone.received(NotificationNew.class)).hasSize(1);
    assertThat(laptop.received(NotificationNew.class)).containsExactly(shown);
    assertThat(pending(phone)).containsExactly(shown);
    assertThat(((MemoryPushOutbox) ports.pushOutbox()).entries())
        .containsExactly(new PushOutbox.Entry(BOB, PushEvent.Notified.of(shown)));
    assertThat(ada.received(NotificationNew.class)).isEmpty();
    assertThat(pending(new UserId("nobody"))).isEmpty();
  }

  @Test
  void a_repeated_message_notifies_once() {
    RecordingConnection bob = connected("bob", "phone");
    send(ada, message(null, "bob"));
    send(ada, message(null, "bob"));
    assertThat(bob.received(NotificationNew.class)).hasSize(1);
  }

  @Test
  void the_author_of_a_message_is_notified_of_a_reply() {
    RecordingConnection bob = connected("bob", "phone");
    MessageId first = send(ada, message(null));
    MessageId reply = send(bob, message(first));
    assertThat(ada.received(NotificationNew.class))
        .extracting(NotificationNew::type)
        .containsExactly(NotificationType.REPLY);
    assertThat(pending(ada).getFirst().messageId()).isEqualTo(reply);
    send(bob, message(first, "ada"));
    assertThat(ada.received(NotificationNew.class))
        .extracting(NotificationNew::type)
        .containsExactly(NotificationType.REPLY, NotificationType.MENTION);
  }

  @Test
  void a_reply_to_oneself_or_to_nothing_known_notifies_nobody() {
    MessageId first = send(ada, message(null));
    send(ada, message(first, "x"));
    send(ada, message(new MessageId("unknown"), "x", "y"));
    assertThat(ada.received(NotificationNew.class)).isEmpty();
  }

  @Test
  void users_are_told_of_calls_that_they_missed_and_of_their_chats() {
    RecordingConnection bob = connected("bob", "phone");
    missedCall(BOB);
    notifications.chatInvite(Set.of(BOB), CHAT, null);
    notifications.chatUpdated(Set.of(ADA, BOB), CHAT, null, ChatUpdateType.NAME);
    assertThat(bob.received(NotificationNew.class))
        .extracting(NotificationNew::type)
        .containsExactly(
            NotificationType.CALL_MISSED,
            NotificationType.CHAT_INVITE,
            NotificationType.CHAT_UPDATED);
    assertThat(ada.received(NotificationNew.class)).hasSize(1);
  }

  @Test
  void a_message_is_sent_also_where_what_notifies_is_unavailable() {
    Ports broken =
        ReplacedPorts.with(
            ports,
            PushOutbox.class,
            (_, _) -> {
              throw new UnavailableException("down");
            });
    RecordingConnection bob = connected("bob", "phone");
    application(broken).handle(ada, message(null, "bob"));
    assertThat(bob.seqs()).containsExactly(1L);
  }

  @Test
  void a_device_receives_what_is_pending_when_it_connects_before_everything_is_live() {
    NotificationNew first = missedCall(BOB);
    NotificationNew read = missedCall(BOB);
    NotificationNew last = missedCall(BOB);
    ports.notificationStore().read(BOB, read.id(), Instant.MIN);
    assertThat(connected("bob", "phone").received())
        .hasSize(4)
        .endsWith(first, last, new ServerEvent.SyncComplete(null, null));
  }

  @Test
  void a_session_that_goes_on_receives_only_what_it_was_not_sent() {
    missedCall(BOB);
    RecordingConnection before = connected("bob", "phone");
    String offset = before.offset(before.received().size() - 1);
    NotificationNew unseen = missedCall(BOB);
    application.disconnect(before, true);
    NotificationNew missed = missedCall(BOB);
    Arrival arrival =
        application.claim(before.recoveryKey(), offset, before.actor(), () -> true).orElseThrow();
    RecordingConnection after = new RecordingConnection("bob", "phone");
    application.connect(after, arrival);
    assertThat(after.received(NotificationNew.class)).containsExactly(unseen, missed);
    assertThat(after.received()).endsWith(new ServerEvent.SyncComplete(null, null));
  }

  @RepeatedTest(20)
  void a_device_that_connects_meanwhile_misses_none() throws Exception {
    RecordingConnection bob;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var telling = executor.submit(() -> IntStream.range(0, 50).forEach(_ -> missedCall(BOB)));
      bob = connected("bob", "phone");
      telling.get();
    }
    assertThat(bob.received(NotificationNew.class).stream().map(NotificationNew::id).distinct())
        .containsExactlyInAnyOrderElementsOf(
            pending(BOB).stream().map(NotificationNew::id).toList());
  }

  @Test
  void reading_is_told_to_the_users_other_devices() {
    RecordingConnection phone = connected("bob", "phone");
    RecordingConnection laptop = connected("bob", "laptop");
    NotificationNew missed = missedCall(BOB);
    application.handle(phone, new ReadNotification(missed.id()));
    assertThat(laptop.received(NotificationRead.class))
        .containsExactly(new NotificationRead(missed.id()));
    assertThat(phone.received(NotificationRead.class)).isEmpty();
    assertThat(ada.received(NotificationRead.class)).isEmpty();
    assertThat(pending(phone)).isEmpty();
  }

  @Test
  void clearing_is_told_to_the_users_other_devices() {
    RecordingConnection phone = connected("bob", "phone");
    RecordingConnection laptop = connected("bob", "laptop");
    NotificationNew missed = missedCall(BOB);
    application.handle(phone, new ReadNotification(missed.id()));
    application.handle(phone, new ClearNotification(missed.id()));
    assertThat(laptop.received(NotificationCleared.class))
        .containsExactly(new NotificationCleared(missed.id()));
    assertThat(phone.received(NotificationCleared.class)).isEmpty();
    unknown(laptop, new ClearNotification(missed.id()));
  }

  @Test
  void clearing_all_is_counted_and_told_to_the_users_other_devices() {
    RecordingConnection phone = connected("bob", "phone");
    RecordingConnection laptop = connected("bob", "laptop");
    missedCall(BOB);
    missedCall(BOB);
    missedCall(ADA);
    assertThat(application.handle(phone, new ClearNotifications()))
        .isEqualTo(new Reply.NotificationsCleared(2));
    assertThat(laptop.received(NotificationsCleared.class)).hasSize(1);
    assertThat(phone.received(NotificationsCleared.class)).isEmpty();
    assertThat(pending(phone)).isEmpty();
    assertThat(pending(ada)).hasSize(1);
  }

  @Test
  void a_notification_that_is_unknown_or_anothers_is_not_found() {
    NotificationId bobs = missedCall(BOB).id();
    unknown(ada, new ReadNotification(bobs));
    unknown(ada, new ClearNotification(bobs));
    unknown(ada, new ReadNotification(new NotificationId("unknown")));
  }

  @Test
  void a_notification_is_gone_after_seven_days() {
    NotificationId missed = missedCall(ADA).id();
    time.advance(Notice.KEPT);
    assertThat(pending(ada)).hasSize(1);
    time.advance(Duration.ofMillis(1));
    assertThat(pending(ada)).isEmpty();
    unknown(ada, new ReadNotification(missed));
    assertThat(application.handle(ada, new ClearNotifications()))
        .isEqualTo(new Reply.NotificationsCleared(0));
  }
}
