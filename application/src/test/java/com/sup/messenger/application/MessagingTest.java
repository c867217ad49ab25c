package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.ClientEvent.SyncChat;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.memory.MemoryPorts;
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
import com.sup.messenger.domain.message.TempId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MessagingTest {

  private static final ChatId CHAT = new ChatId("chat");

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);

  private RecordingConnection connected(String user, String device) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    RecordingConnection connection = new RecordingConnection(user, device);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private Reply.MessageSent send(Connection from, String content, String tempId) {
    return (Reply.MessageSent)
        application.handle(
            from,
            new SendMessage(
                CHAT,
                new EncryptedContent(content),
                MessageType.TEXT,
                null,
                null,
                tempId == null ? null : new TempId(tempId)));
  }

  private Reply.ChatSynced sync(Connection by, long afterSeq, Integer limit) {
    return (Reply.ChatSynced) application.handle(by, new SyncChat(CHAT, afterSeq, null, limit));
  }

  @Test
  void a_connection_is_greeted_before_anything_else() {
    RecordingConnection ada = connected("ada", "phone");
    assertThat(ada.received().getFirst()).isInstanceOf(ServerEvent.Connected.class);
    assertThat(ada.received().getLast()).isEqualTo(new ServerEvent.SyncComplete(null, null));
  }

  @Test
  void a_message_reaches_every_device_of_every_member_but_the_one_that_sent_it() {
    RecordingConnection phone = connected("ada", "phone");
    RecordingConnection laptop = connected("ada", "laptop");
    RecordingConnection bob = connected("bob", "phone");
    Reply.MessageSent sent = send(phone, "hello", "t1");
    MessageNew event = new MessageNew(sent.message(), phone.actor().profile());
    assertThat(laptop.received(MessageNew.class)).containsExactly(event);
    assertThat(bob.received(MessageNew.class)).containsExactly(event);
    assertThat(phone.received(MessageNew.class)).isEmpty();
  }

  @Test
  void a_repeat_is_acknowledged_as_the_first_and_broadcast_once() {
    RecordingConnection ada = connected("ada", "phone");
    RecordingConnection bob = connected("bob", "phone");
    assertThat(send(ada, "again", "t1")).isEqualTo(send(ada, "again", "t1"));
    assertThat(bob.seqs()).containsExactly(1L);
  }

  @Test
  void who_is_no_member_is_told_that_there_is_no_chat() {
    RecordingConnection eve = new RecordingConnection("eve", "phone");
    application.connect(eve, new Arrival.Fresh(Map.of()));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> send(eve, "let me in", null))
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.CHAT_NOT_FOUND);
  }

  @Test
  void sync_gives_what_comes_after_a_place() {
    RecordingConnection ada = connected("ada", "phone");
    for (int i = 0; i < 5; i++) {
      send(ada, "m" + i, null);
    }
    Reply.ChatSynced page = sync(ada, 1, 2);
    assertThat(page.messages()).extracting(m -> m.message().seq()).containsExactly(2L, 3L);
    assertThat(page.headSeq()).isEqualTo(5);
    assertThat(page.hasMore()).isTrue();
    assertThat(sync(ada, 3, null).hasMore()).isFalse();
    assertThat(sync(ada, 99, null).messages()).isEmpty();
    assertThat(sync(ada, 0, 1_000).messages()).hasSize(5);
  }

  @Test
  void there_is_no_more_where_nothing_is_kept() {
    RecordingConnection ada = connected("ada", "phone");
    send(ada, "hello", null);
    ports.messageLog().delete(CHAT);
    Reply.ChatSynced page = sync(ada, 0, null);
    assertThat(page.messages()).isEmpty();
    assertThat(page.headSeq()).isEqualTo(1);
    assertThat(page.hasMore()).isFalse();
  }

  @Test
  void who_is_put_out_of_a_chat_hears_no_more_of_what_is_read_there() {
    RecordingConnection ada = connected("ada", "phone");
    RecordingConnection bob = connected("bob", "phone");
    MessageId message = send(ada, "hello", null).message().id();
    application.administration().removeMember(CHAT, ada.actor().user());
    application.handle(bob, new ClientEvent.ConfirmReading(message, CHAT, null));
    assertThat(ada.received(ServerEvent.Read.class)).isEmpty();
  }

  @Test
  void in_development_sending_makes_the_chat_and_a_lasting_membership() {
    ChatApplication open =
        new ChatApplication(
            ports, Settings.of(Admission.ANYONE), time, time, "only", Observer.NONE);
    RecordingConnection ada = new RecordingConnection("ada", "phone");
    RecordingConnection laptop = new RecordingConnection("ada", "laptop");
    open.connect(ada, new Arrival.Fresh(Map.of()));
    open.connect(laptop, new Arrival.Fresh(Map.of()));
    open.handle(
        ada,
        new SendMessage(CHAT, new EncryptedContent("first"), MessageType.TEXT, null, null, null));
    assertThat(ports.chatDirectory().isMember(CHAT, new UserId("ada"))).isTrue();
    await().untilAsserted(() -> assertThat(laptop.seqs()).containsExactly(1L));
    RecordingConnection bob = connected("bob", "phone");
    send(bob, "second", null);
    await().untilAsserted(() -> assertThat(ada.seqs()).containsExactly(2L));
  }

  @Test
  void a_disconnected_device_receives_nothing_more() {
    RecordingConnection ada = connected("ada", "phone");
    RecordingConnection bob = connected("bob", "phone");
    application.disconnect(bob, true);
    send(ada, "too late", null);
    assertThat(bob.seqs()).isEmpty();
    assertThat(application.connections().active()).isEqualTo(1);
  }

  @RepeatedTest(20)
  void many_senders_are_received_in_order_each_once() {
    RecordingConnection reader = connected("reader", "phone");
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int s = 0; s < 8; s++) {
        RecordingConnection sender = connected("sender" + s, "phone");
        executor.submit(() -> LongStream.range(0, 50).forEach(i -> send(sender, "m" + i, null)));
      }
    }
    assertThat(reader.seqs()).isEqualTo(LongStream.rangeClosed(1, 400).boxed().toList());
  }

  @RepeatedTest(20)
  void devices_that_come_and_go_see_no_hole_and_no_double() throws Exception {
    RecordingConnection sender = connected("sender", "phone");
    List<RecordingConnection> readers;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending =
          executor.submit(() -> LongStream.range(0, 400).forEach(i -> send(sender, "m" + i, null)));
      readers = LongStream.range(0, 20).mapToObj(i -> connected("reader" + i, "phone")).toList();
      sending.get();
    }
    for (RecordingConnection reader : readers) {
      List<Long> seqs = reader.seqs();
      if (!seqs.isEmpty()) {
        assertThat(seqs).isEqualTo(LongStream.rangeClosed(seqs.getFirst(), 400).boxed().toList());
      }
    }
  }
}
