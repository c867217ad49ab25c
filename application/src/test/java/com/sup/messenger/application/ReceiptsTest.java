package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ServerEvent.Delivered;
import com.sup.messenger.application.event.ServerEvent.Read;
import com.sup.messenger.application.memory.message.ChatRevisions;
import com.sup.messenger.application.memory.message.MemoryMessageLog;
import com.sup.messenger.application.memory.message.MemoryReceiptStore;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.message.Message;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiptsTest extends StateScene {

  private RecordingConnection ada;
  private RecordingConnection bob;

  @BeforeEach
  void three_share_a_chat() {
    join(CHAT, ADA, BOB, EVE);
    ada = connected(ADA, "phone");
    bob = connected(BOB, "phone");
  }

  private Read read(MessageId message) {
    return new Read(message, CHAT, BOB, time.instant());
  }

  @Test
  void a_receipt_reaches_the_author_and_the_users_other_connections() {
    RecordingConnection laptop = connected(ADA, "laptop");
    RecordingConnection tablet = connected(BOB, "tablet");
    RecordingConnection eve = connected(EVE, "phone");
    MessageId message = send(ada, "m").id();
    delivered(bob, message);
    Delivered event = new Delivered(message, CHAT, BOB, time.instant());
    for (RecordingConnection told : new RecordingConnection[] {ada, laptop, tablet}) {
      assertThat(told.received(Delivered.class)).containsExactly(event);
    }
    read(bob, message);
    for (RecordingConnection told : new RecordingConnection[] {ada, laptop, tablet}) {
      assertThat(told.received(Read.class)).containsExactly(read(message));
    }
    assertThat(bob.received(Delivered.class)).isEmpty();
    assertThat(bob.received(Read.class)).isEmpty();
    assertThat(eve.received(Delivered.class)).isEmpty();
    assertThat(eve.received(Read.class)).isEmpty();
  }

  @Test
  void a_read_message_is_not_told_as_delivered_too() {
    MessageId message = send(ada, "m").id();
    read(bob, message);
    delivered(bob, message);
    assertThat(ada.received(Delivered.class)).isEmpty();
    assertThat(ada.received(Read.class)).hasSize(1);
  }

  @Test
  void a_receipt_that_moves_nothing_is_told_nobody() {
    MessageId first = send(ada, "m").id();
    MessageId second = send(ada, "m").id();
    RecordingConnection tablet = connected(BOB, "tablet");
    read(bob, second);
    read(tablet, second);
    read(bob, first);
    assertThat(ada.received(Read.class)).containsExactly(read(second));
    assertThat(bob.received(Read.class)).isEmpty();
  }

  @Test
  void each_author_is_told_of_the_newest_message_that_is_covered_now() {
    RecordingConnection eve = connected(EVE, "phone");
    MessageId first = send(ada, "m").id();
    read(bob, first);
    MessageId second = send(ada, "m").id();
    MessageId third = send(eve, "m").id();
    send(ada, "not read");
    read(bob, third);
    assertThat(ada.received(Read.class)).containsExactly(read(first), read(second));
    assertThat(eve.received(Read.class)).containsExactly(read(third));
  }

  @Test
  void an_author_ten_thousand_messages_back_is_told() {
    ChatRevisions revisions = new ChatRevisions(ports.eventBus());
    MemoryMessageLog log = new MemoryMessageLog(ports.chatDirectory(), revisions, 10_000, 1L << 32);
    Ports large =
        ReplacedPorts.with(
            ReplacedPorts.with(ports, MessageLog.class, log),
            ReceiptStore.class,
            new MemoryReceiptStore(revisions, time));
    ChatApplication other =
        new ChatApplication(
            large, Settings.of(Admission.MEMBERS), time, time, "large", Observer.NONE);
    RecordingConnection author = new RecordingConnection("ada", "tablet");
    RecordingConnection writer = new RecordingConnection("eve", "tablet");
    RecordingConnection reader = new RecordingConnection("bob", "tablet");
    other.connect(author, FRESH);
    other.connect(reader, FRESH);
    Message first = append(log, author, 0);
    Message last = first;
    for (int i = 1; i < 10_000; i++) {
      last = append(log, writer, i);
    }
    other.handle(reader, new ClientEvent.ConfirmReading(last.id(), CHAT, null));
    assertThat(author.received(Read.class)).containsExactly(read(first.id()));
  }

  private Message append(MessageLog log, Connection author, int number) {
    return (Message)
        log.append(
                message(CHAT, "m").draft(),
                author.actor().profile(),
                author.id(),
                new MessageId("m" + number),
                time.instant())
            .orElseThrow()
            .posted()
            .message();
  }

  @Test
  void an_author_who_was_away_learns_of_receipts() {
    MessageId message = send(ada, "m").id();
    application.disconnect(ada, true);
    delivered(bob, message);
    time.advance(Duration.ofSeconds(5));
    read(bob, message);
    RecordingConnection back = resumed(ada);
    assertThat(states(back)).hasSize(1);
    assertThat(states(back).getFirst().receipts())
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.userId()).isEqualTo(BOB);
              assertThat(receipt.deliveredSeq()).isEqualTo(1);
              assertThat(receipt.deliveredAt()).isEqualTo(time.instant().minusSeconds(5));
              assertThat(receipt.readSeq()).isEqualTo(1);
              assertThat(receipt.readAt()).isEqualTo(time.instant());
            });
  }
}
