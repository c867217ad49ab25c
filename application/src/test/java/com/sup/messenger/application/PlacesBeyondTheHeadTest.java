package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.ReceiptStore.Move;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.application.settings.IceSettings;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests a log in a new store, beside receipts and members of the old one.
class PlacesBeyondTheHeadTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final UserId BOB = new UserId("bob");
  private static final Arrival FRESH = new Arrival.Fresh(Map.of());

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(
          ports,
          new Settings(
              Admission.MEMBERS,
              Timings.DEFAULT,
              Limits.DEFAULT,
              new CatchUpBounds(10, 15, 5, 8),
              IceSettings.NONE),
          time,
          time,
          "only",
          Observer.NONE);
  private final RecordingConnection ada = new RecordingConnection("ada", "phone");
  private final RecordingConnection bob = new RecordingConnection("bob", "phone");

  @BeforeEach
  void begin() {
    ports.chatDirectory().add(CHAT, ada.actor().user(), 0);
    application.connect(ada, FRESH);
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      application.handle(
          ada,
          new ClientEvent.SendMessage(
              CHAT, new EncryptedContent("x"), MessageType.TEXT, null, null, null));
    }
  }

  @Test
  void a_device_with_a_place_beyond_the_head_is_sent_later_messages() {
    ports.chatDirectory().add(CHAT, BOB, 0);
    ports.receiptStore().begin(CHAT, bob.actor().receiver(), new Position(500, 600));
    send(2);
    application.connect(bob, FRESH);
    send(1);
    assertThat(bob.seqs()).containsExactly(3L);
  }

  @Test
  void a_new_device_of_a_user_who_has_read_beyond_the_head_is_sent_later_messages() {
    ports.chatDirectory().add(CHAT, BOB, 0);
    readOnAnotherDevice(500);
    application.connect(bob, FRESH);
    send(2);
    assertThat(bob.seqs()).containsExactly(1L, 2L);
  }

  @Test
  void a_member_who_joined_beyond_the_head_is_sent_later_messages() {
    ports.chatDirectory().add(CHAT, BOB, 500);
    application.connect(bob, FRESH);
    send(2);
    assertThat(bob.seqs()).containsExactly(1L, 2L);
  }

  @Test
  void no_reply_names_a_receipt_beyond_the_head() {
    ports.chatDirectory().add(CHAT, BOB, 0);
    readOnAnotherDevice(500);
    send(2);
    application.connect(bob, FRESH);
    Reply joined = application.handle(bob, new ClientEvent.JoinChat(CHAT));
    assertThat(joined).isEqualTo(new Reply.ChatJoined(CHAT, 2, 2, 0));
    Reply.ChatsListed listed =
        (Reply.ChatsListed) application.handle(bob, new ClientEvent.ListChats(null, null, null));
    assertThat(listed.chats()).singleElement().extracting(chat -> chat.readSeq()).isEqualTo(2L);
  }

  @Test
  void a_place_at_the_head_counts_as_it_is() {
    ports.chatDirectory().add(CHAT, BOB, 0);
    send(3);
    readOnAnotherDevice(3);
    application.connect(bob, FRESH);
    send(1);
    assertThat(bob.seqs()).containsExactly(4L);
  }

  private void readOnAnotherDevice(long seq) {
    RecordingConnection laptop = new RecordingConnection("bob", "laptop");
    Reference message = new Reference(new MessageId("m"), seq, ada.actor().user(), 0, false);
    ports
        .receiptStore()
        .advance(
            new Move(CHAT, laptop.actor().receiver(), message, true, time.instant()),
            laptop.origin());
  }
}
