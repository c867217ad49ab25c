package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent.EditMessage;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.memory.MemoryPushOutbox;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OfflinePushTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final Ports memory = MemoryPorts.create(time);
  private final AtomicReference<@Nullable Runnable> beforePush = new AtomicReference<>();
  private final Ports ports = ReplacedPorts.with(memory, PushOutbox.class, "add", beforePush);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);

  @BeforeEach
  void fill() {
    Stream.of("ada", "bob", "eve").forEach(u -> ports.chatDirectory().add(CHAT, new UserId(u), 0));
  }

  private RecordingConnection connected(String user) {
    RecordingConnection connection = new RecordingConnection(user, "phone");
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private void send(Connection from) {
    send(from, "x");
  }

  private MessageId send(Connection from, String text) {
    EncryptedContent content = new EncryptedContent(text);
    Reply reply =
        application.handle(
            from, new SendMessage(CHAT, content, MessageType.TEXT, null, null, null));
    return ((Reply.MessageSent) reply).message().id();
  }

  private List<PushOutbox.Entry> entries() {
    return ((MemoryPushOutbox) memory.pushOutbox())
        .entries().stream()
            .filter(entry -> entry.event() instanceof PushEvent.MessagePosted)
            .toList();
  }

  private List<String> pushed() {
    return entries().stream().map(entry -> entry.user().value()).toList();
  }

  @Test
  void a_message_is_handed_on_for_each_member_without_a_device() {
    RecordingConnection ada = connected("ada");
    send(ada);
    assertThat(pushed()).isEmpty();
    time.advance(SOON);
    assertThat(pushed()).containsExactlyInAnyOrder("bob", "eve");
    connected("bob");
    send(ada);
    send(ada);
    time.advance(SOON);
    assertThat(pushed().subList(2, pushed().size())).containsExactly("eve", "eve");
  }

  @Test
  void neither_who_sent_it_nor_who_is_there_by_then_is_pushed() {
    RecordingConnection ada = connected("ada");
    send(ada);
    application.disconnect(ada, false);
    connected("bob");
    time.advance(SOON);
    assertThat(pushed()).containsExactly("eve");
  }

  @Test
  void a_push_has_no_content() {
    RecordingConnection ada = connected("ada");
    send(ada, "secret");
    time.advance(SOON);
    assertThat(entries()).hasSize(2);
    assertThat(entries().toString()).contains("messageType=TEXT").doesNotContain("secret");
  }

  @Test
  void an_edit_is_no_push() {
    RecordingConnection ada = connected("ada");
    MessageId message = send(ada, "x");
    time.advance(SOON);
    application.handle(ada, new EditMessage(CHAT, message, new EncryptedContent("edited"), null));
    time.advance(SOON);
    assertThat(((MemoryPushOutbox) memory.pushOutbox()).entries()).hasSize(2);
  }

  @Test
  void an_outbox_that_fails_once_gets_the_later_messages() {
    RecordingConnection ada = connected("ada");
    beforePush.set(
        () -> {
          throw new IllegalStateException("broken");
        });
    send(ada);
    time.advance(SOON);
    assertThat(beforePush).hasNullValue();
    send(ada);
    time.advance(SOON);
    assertThat(pushed()).containsExactlyInAnyOrder("bob", "eve");
  }

  @Test
  void what_waits_is_bounded() {
    RecordingConnection ada = connected("ada");
    for (int i = 0; i < 10_100; i++) {
      send(ada);
    }
    assertThat(time.pendingAlarms()).isLessThan(10);
    time.advance(SOON);
    assertThat(pushed()).hasSizeLessThanOrEqualTo(20_000);
    send(ada);
    time.advance(SOON);
    assertThat(pushed()).isNotEmpty();
  }
}
