package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent.ConfirmReading;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.PushEvent.ChatRead;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.memory.MemoryPushOutbox;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The chats in the push outbox that were read, and the wait of a reader for what is settled.
class ReadPushTest {

  private static final UserId BOB = new UserId("bob");
  private static final ChatId CHAT = new ChatId("chat");
  private static final ChatId OTHER = new ChatId("other");
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final AtomicReference<@Nullable Runnable> beforeSettling = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> beforePush = new AtomicReference<>();
  private final Ports memory = MemoryPorts.create(time);
  private final Ports ports =
      ReplacedPorts.with(
          ReplacedPorts.with(memory, PushOutbox.class, "add", beforePush),
          NotificationStore.class,
          "settle",
          beforeSettling);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);
  private final RecordingConnection ada = connected("ada");
  private final RecordingConnection bob = connected("bob");

  private RecordingConnection connected(String user) {
    for (ChatId chat : List.of(CHAT, OTHER)) {
      ports.chatDirectory().add(chat, new UserId(user), 0);
    }
    RecordingConnection connection = new RecordingConnection(user, "phone");
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private Message send(ChatId chat) {
    Metadata metadata = new Metadata("{}", List.of(BOB));
    SendMessage event =
        new SendMessage(chat, new EncryptedContent("x"), MessageType.TEXT, null, metadata, null);
    return (Message) ((Reply.MessageSent) application.handle(ada, event)).message();
  }

  private void read(Connection by, Message message) {
    application.handle(by, new ConfirmReading(message.id(), message.chatId(), null));
  }

  private List<ChatRead> pushed() {
    return ((MemoryPushOutbox) memory.pushOutbox())
        .entries().stream()
            .filter(entry -> entry.user().equals(BOB) && entry.event() instanceof ChatRead)
            .map(entry -> (ChatRead) entry.event())
            .toList();
  }

  @Test
  void an_outbox_that_fails_once_gets_the_later_readings() {
    Message first = send(CHAT);
    Message second = send(CHAT);
    time.advance(SOON);
    beforePush.set(
        () -> {
          throw new IllegalStateException("broken");
        });
    read(bob, first);
    time.advance(SOON);
    assertThat(beforePush).hasNullValue();
    read(bob, second);
    time.advance(SOON);
    assertThat(pushed()).extracting(ChatRead::readSeq).containsExactly(2L);
  }

  @Test
  void a_chat_that_was_read_is_pushed_once_with_the_users_totals() {
    Message first = send(CHAT);
    Message second = send(CHAT);
    send(CHAT);
    send(OTHER);
    send(OTHER);
    read(bob, first);
    read(bob, second);
    assertThat(pushed()).isEmpty();
    time.advance(SOON);
    assertThat(pushed()).containsExactly(new ChatRead(CHAT, 2, 1, 3, 2));
    read(bob, second);
    time.advance(SOON);
    assertThat(pushed()).hasSize(1);
  }

  @Test
  void each_chat_that_was_read_has_an_entry() {
    Message one = send(CHAT);
    Message other = send(OTHER);
    read(bob, one);
    read(bob, other);
    time.advance(SOON);
    assertThat(pushed())
        .containsExactly(new ChatRead(CHAT, 1, 0, 0, 0), new ChatRead(OTHER, 1, 0, 0, 0));
    assertThat(time.pendingAlarms()).isZero();
  }

  @Test
  void a_receipt_that_settled_nothing_since_the_store_was_away_is_refused_and_repeated() {
    Message message = send(CHAT);
    beforeSettling.set(
        () -> {
          throw new UnavailableException("away");
        });
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> read(bob, message));
    assertThat(ports.notificationStore().pending(BOB, Instant.MIN)).hasSize(1);
    read(bob, message);
    assertThat(ports.notificationStore().pending(BOB, Instant.MIN)).isEmpty();
  }
}
