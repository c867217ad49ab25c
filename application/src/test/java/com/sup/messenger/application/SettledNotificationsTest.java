package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent.ConfirmReading;
import com.sup.messenger.application.event.ClientEvent.React;
import com.sup.messenger.application.event.ClientEvent.RemoveReaction;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.event.ServerEvent.NotificationCleared;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.NotificationRead;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.notification.Notifications;
import com.sup.messenger.application.notification.TimeOrderedIds;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Notifications that end with what they are about (contract, "State and changes").
class SettledNotificationsTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId BOB = new UserId("bob");
  private static final Reaction HEART = new Reaction("h");

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  private final Notifications notifications =
      new Notifications(ports, new TimeOrderedIds(time), time);
  private final RecordingConnection ada = connected("ada", "phone");
  private final RecordingConnection phone = connected("bob", "phone");
  private final RecordingConnection laptop = connected("bob", "laptop");

  private RecordingConnection connected(String user, String device) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    RecordingConnection connection = new RecordingConnection(user, device);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private Message send(Connection by, @Nullable MessageId replyTo, String... mentions) {
    Metadata metadata = new Metadata("{}", Stream.of(mentions).map(UserId::new).toList());
    EncryptedContent content = new EncryptedContent("secret");
    SendMessage event = new SendMessage(CHAT, content, MessageType.TEXT, replyTo, metadata, null);
    return (Message) ((Reply.MessageSent) application.handle(by, event)).message();
  }

  private void read(Connection by, Message message) {
    application.handle(by, new ConfirmReading(message.id(), CHAT, null));
  }

  private ChatUpdate onlyAda() {
    return new ChatUpdate(Map.of(), Set.of(ada.actor().user()), null);
  }

  private List<NotificationNew> pending() {
    return ports.notificationStore().pending(BOB, Instant.MIN);
  }

  private List<NotificationType> pendingTypes() {
    return pending().stream().map(NotificationNew::type).toList();
  }

  private void react(Connection by, Message message) {
    application.handle(by, new React(message.id(), CHAT, HEART));
  }

  private void unreact(Connection by, Message message) {
    application.handle(by, new RemoveReaction(message.id(), CHAT, HEART));
  }

  @Test
  void a_mention_that_comes_after_its_message_was_read_is_read() {
    AtomicReference<@Nullable Runnable> before = new AtomicReference<>();
    Ports late = ReplacedPorts.with(ports, NotificationStore.class, "add", before);
    ChatApplication other =
        new ChatApplication(
            late, Settings.of(Admission.MEMBERS), time, time, "other", Observer.NONE);
    before.set(() -> read(phone, (Message) phone.received(MessageNew.class).getLast().message()));
    Metadata mention = new Metadata("{}", List.of(BOB));
    EncryptedContent content = new EncryptedContent("secret");
    other.handle(ada, new SendMessage(CHAT, content, MessageType.TEXT, null, mention, null));
    assertThat(before).hasNullValue();
    assertThat(pending()).isEmpty();
    assertThat(laptop.received(NotificationRead.class)).hasSize(1);
  }

  @Test
  void a_receipt_reads_the_notifications_up_to_its_message_on_every_device() {
    Message mention = send(ada, null, "bob");
    NotificationNew told = pending().getFirst();
    Message later = send(ada, null, "bob");
    read(phone, mention);
    assertThat(pending()).extracting(NotificationNew::messageId).containsExactly(later.id());
    NotificationRead event = new NotificationRead(told.id());
    assertThat(phone.received(NotificationRead.class)).containsExactly(event);
    assertThat(laptop.received(NotificationRead.class)).containsExactly(event);
    assertThat(ada.received(NotificationRead.class)).isEmpty();
  }

  @Test
  void a_repeated_receipt_reads_what_has_come_since_and_nothing_twice() {
    Message own = send(phone, null);
    read(phone, own);
    react(ada, own);
    assertThat(pendingTypes()).containsExactly(NotificationType.MESSAGE_REACTION);
    read(phone, own);
    read(phone, own);
    assertThat(pending()).isEmpty();
    assertThat(laptop.received(NotificationRead.class)).hasSize(1);
  }

  @Test
  void a_missed_call_and_another_chat_are_not_read_with_a_chat() {
    ChatId other = new ChatId("other");
    notifications.missedCall(BOB, ada.actor().profile(), new CallId("c"), CallType.AUDIO);
    notifications.chatInvite(Set.of(BOB), other, null);
    read(phone, send(ada, null));
    assertThat(pendingTypes())
        .containsExactly(NotificationType.CALL_MISSED, NotificationType.CHAT_INVITE);
  }

  @Test
  void any_message_covers_an_invitation_and_a_later_one_a_change_of_the_chat() {
    Message message = send(ada, null);
    notifications.chatInvite(Set.of(BOB), CHAT, null);
    notifications.chatUpdated(Set.of(BOB), CHAT, null, ChatUpdateType.NAME);
    read(phone, message);
    assertThat(pendingTypes()).containsExactly(NotificationType.CHAT_UPDATED);
    read(phone, send(ada, null));
    assertThat(pending()).isEmpty();
  }

  @Test
  void a_reaction_taken_back_withdraws_its_notification() {
    RecordingConnection eve = connected("eve", "phone");
    Message own = send(phone, null);
    react(ada, own);
    NotificationNew ofAda = pending().getFirst();
    react(eve, own);
    unreact(ada, own);
    assertThat(pending())
        .extracting(NotificationNew::fromUserId)
        .containsExactly(eve.actor().user());
    NotificationCleared event = new NotificationCleared(ofAda.id());
    assertThat(phone.received(NotificationCleared.class)).containsExactly(event);
    assertThat(laptop.received(NotificationCleared.class)).containsExactly(event);
  }

  @Test
  void one_user_who_toggles_a_reaction_pushes_out_nothing() {
    send(ada, null, "bob");
    Message own = send(phone, null);
    for (int i = 0; i < 120; i++) {
      react(ada, own);
      unreact(ada, own);
    }
    react(ada, own);
    assertThat(pendingTypes())
        .containsExactly(NotificationType.MENTION, NotificationType.MESSAGE_REACTION);
  }

  @Test
  void a_message_that_is_deleted_withdraws_all_its_notifications() {
    RecordingConnection eve = connected("eve", "phone");
    Message first = send(phone, null);
    Message answer = send(ada, first.id(), "eve", "nobody");
    react(phone, answer);
    assertThat(pendingTypes()).containsExactly(NotificationType.REPLY);
    notifications.withdrawn(answer);
    assertThat(pending()).isEmpty();
    for (RecordingConnection concerned : List.of(ada, phone, laptop, eve)) {
      assertThat(concerned.received(NotificationNew.class)).hasSize(1);
      assertThat(concerned.received(NotificationCleared.class)).hasSize(1);
    }
  }

  @Test
  void a_chat_that_is_deleted_or_left_takes_its_notifications_along() {
    send(ada, null, "bob");
    application.administration().removeMember(CHAT, BOB);
    assertThat(pending()).isEmpty();
    assertThat(laptop.received(NotificationCleared.class)).hasSize(1);
    application.administration().addMember(CHAT, BOB);
    send(ada, null, "bob");
    application.administration().putChat(CHAT, onlyAda());
    assertThat(pending()).isEmpty();
    application.administration().addMember(CHAT, BOB);
    send(ada, null, "bob");
    application.administration().deleteChat(CHAT);
    assertThat(pending()).isEmpty();
  }
}
