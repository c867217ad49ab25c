package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent.MuteChat;
import com.sup.messenger.application.event.ClientEvent.React;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.ChatMuted;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.memory.MemoryPushOutbox;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MutesTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final ChatId OTHER = new ChatId("other");
  private static final UserId BOB = new UserId("bob");
  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  private final RecordingConnection ada = connected("ada", "phone");
  private final RecordingConnection bob = connected("bob", "phone");

  private RecordingConnection connected(String user, String device) {
    for (ChatId chat : List.of(CHAT, OTHER)) {
      ports.chatDirectory().add(chat, new UserId(user), 0);
    }
    RecordingConnection connection = new RecordingConnection(user, device);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private @Nullable Instant mute(Connection by, ChatId chat, @Nullable Instant until) {
    return ((Reply.ChatMuted) application.handle(by, new MuteChat(chat, until))).mutedUntil();
  }

  private Instant soon() {
    return time.instant().plus(HOUR);
  }

  private MessageId send(ChatId chat, @Nullable MessageId answered, String... mentions) {
    Metadata metadata = new Metadata("{}", Stream.of(mentions).map(UserId::new).toList());
    SendMessage event =
        new SendMessage(
            chat, new EncryptedContent("x"), MessageType.TEXT, answered, metadata, null);
    return ((Reply.MessageSent) application.handle(ada, event)).message().id();
  }

  private MessageId sendAsBob() {
    SendMessage event =
        new SendMessage(CHAT, new EncryptedContent("x"), MessageType.TEXT, null, null, null);
    return ((Reply.MessageSent) application.handle(bob, event)).message().id();
  }

  private List<NotificationType> notified() {
    return ports.notificationStore().pending(BOB, Instant.MIN).stream()
        .map(NotificationNew::type)
        .toList();
  }

  private List<PushEvent> pushed() {
    time.advance(Duration.ofSeconds(1));
    return ((MemoryPushOutbox) ports.pushOutbox())
        .entries().stream()
            .filter(entry -> entry.user().equals(BOB))
            .map(PushOutbox.Entry::event)
            .toList();
  }

  private void leave() {
    application.disconnect(bob, false);
  }

  private static void refused(Refusal refusal, Runnable event) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(event::run)
        .extracting(RefusedException::refusal)
        .isEqualTo(refusal);
  }

  @Test
  void a_mute_is_answered_and_told_to_the_other_devices() {
    RecordingConnection laptop = connected("bob", "laptop");
    Instant until = soon();
    assertThat(mute(bob, CHAT, until.plusNanos(1))).isEqualTo(until);
    assertThat(laptop.received(ChatMuted.class)).containsExactly(new ChatMuted(CHAT, until));
    assertThat(mute(bob, CHAT, null)).isNull();
    assertThat(laptop.received(ChatMuted.class)).last().isEqualTo(new ChatMuted(CHAT, null));
    assertThat(bob.received(ChatMuted.class)).isEmpty();
    assertThat(ada.received(ChatMuted.class)).isEmpty();
  }

  @Test
  void an_end_that_is_past_ends_the_mute() {
    mute(bob, CHAT, soon());
    assertThat(mute(bob, CHAT, time.instant())).isNull();
    send(CHAT, sendAsBob());
    assertThat(notified()).containsExactly(NotificationType.REPLY);
  }

  @Test
  void a_chat_of_others_is_not_found() {
    ChatId unknown = new ChatId("unknown");
    refused(Refusal.CHAT_NOT_FOUND, () -> mute(bob, unknown, soon()));
    refused(Refusal.CHAT_NOT_FOUND, () -> mute(bob, unknown, null));
    ports.chatDirectory().remove(CHAT, BOB);
    refused(Refusal.CHAT_NOT_FOUND, () -> mute(bob, CHAT, soon()));
  }

  @Test
  void a_muted_chat_notifies_of_mentions_alone() {
    mute(bob, CHAT, soon());
    MessageId own = sendAsBob();
    send(CHAT, own);
    application.handle(ada, new React(own, CHAT, new Reaction("+1")));
    assertThat(notified()).isEmpty();
    assertThat(bob.received(NotificationNew.class)).isEmpty();
    send(CHAT, own, "bob");
    assertThat(notified()).containsExactly(NotificationType.MENTION);
  }

  @Test
  void a_muted_chat_pushes_messages_that_mention_the_user_alone() {
    mute(bob, CHAT, soon());
    leave();
    send(CHAT, null);
    assertThat(pushed()).isEmpty();
    send(OTHER, null);
    assertThat(pushed()).hasSize(1);
    send(CHAT, null, "bob");
    assertThat(pushed()).hasSize(3);
  }

  @Test
  void a_sender_does_not_wait_for_the_preferences_of_others() {
    List<String> asked = new ArrayList<>();
    Ports watched =
        ReplacedPorts.doing(
            ports,
            PreferenceStore.class,
            (_, method, arguments) -> {
              asked.add(method.getName());
              return method.invoke(ports.preferenceStore(), arguments);
            });
    ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    Scheduler later =
        (_, task) -> {
          waiting.add(task);
          return () -> {};
        };
    ChatApplication busy =
        new ChatApplication(
            watched, Settings.of(Admission.MEMBERS), time, later, "only", Observer.NONE);
    Metadata metadata = new Metadata("{}", List.of(BOB));
    busy.handle(
        ada,
        new SendMessage(CHAT, new EncryptedContent("x"), MessageType.TEXT, null, metadata, null));
    assertThat(asked).isEmpty();
    assertThat(bob.received(ServerEvent.MessageNew.class)).hasSize(1);
    waiting.forEach(Runnable::run);
    assertThat(asked).contains("attention");
    assertThat(notified()).containsExactly(NotificationType.MENTION);
  }

  @Test
  void a_mute_ends_by_itself() {
    mute(bob, CHAT, soon());
    leave();
    time.advance(HOUR);
    send(CHAT, null);
    assertThat(pushed()).hasSize(1);
  }

  @Test
  void past_the_bound_a_mute_is_refused_unless_a_muted_chat_is_gone() {
    List<ChatId> chats =
        IntStream.range(0, PreferenceStore.MAX_MUTES).mapToObj(i -> new ChatId("c" + i)).toList();
    chats.forEach(chat -> ports.chatDirectory().add(chat, BOB, 0));
    chats.forEach(chat -> mute(bob, chat, soon()));
    refused(Refusal.PERMISSION_DENIED, () -> mute(bob, CHAT, soon()));
    assertThat(mute(bob, chats.getFirst(), soon())).isEqualTo(soon());
    ports.chatDirectory().remove(chats.getLast(), BOB);
    assertThat(mute(bob, CHAT, soon())).isEqualTo(soon());
  }
}
