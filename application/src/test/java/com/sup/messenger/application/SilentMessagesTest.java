package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.event.ServerEvent.TypingStopped;
import com.sup.messenger.application.memory.MemoryPushOutbox;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilentMessagesTest extends StateScene {

  private RecordingConnection ada;

  @BeforeEach
  void ada_and_bob_share_a_chat() {
    join(CHAT, ADA, BOB);
    ada = connected(ADA, "phone");
  }

  private SendMessage answer(MessageId to, boolean silent) {
    return new SendMessage(
        CHAT, new EncryptedContent("x"), MessageType.TEXT, to, null, null, silent, null);
  }

  @Test
  void a_silent_message_comes_like_any_other() {
    RecordingConnection bob = connected(BOB, "phone");
    send(ada, mentioning(true, BOB));
    assertThat(bob.seqs()).containsExactly(1L);
    assertThat(connected(BOB, "laptop").seqs()).containsExactly(1L);
  }

  @Test
  void a_silent_message_is_not_unread() {
    send(ada, mentioning(true, BOB));
    RecordingConnection bob = connected(BOB, "phone");
    Reply.ChatJoined joined =
        (Reply.ChatJoined) application.handle(bob, new ClientEvent.JoinChat(CHAT));
    assertThat(joined).isEqualTo(new Reply.ChatJoined(CHAT, 1, 0, 0));
  }

  @Test
  void a_silent_message_notifies_nobody() {
    RecordingConnection bob = connected(BOB, "phone");
    MessageId first = send(bob, "first").id();
    send(ada, mentioning(true, BOB));
    send(ada, answer(first, true));
    assertThat(bob.received(NotificationNew.class)).isEmpty();
    send(ada, answer(first, false));
    assertThat(bob.received(NotificationNew.class)).hasSize(1);
  }

  @Test
  void a_silent_message_is_no_push() {
    send(ada, mentioning(true, BOB));
    time.advance(Duration.ofSeconds(1));
    assertThat(((MemoryPushOutbox) ports.pushOutbox()).entries()).isEmpty();
    send(ada, answer(null, false));
    time.advance(Duration.ofSeconds(1));
    assertThat(((MemoryPushOutbox) ports.pushOutbox()).entries()).hasSize(1);
  }

  @Test
  void a_silent_message_does_not_end_typing() {
    RecordingConnection bob = connected(BOB, "phone");
    application.handle(bob, new ClientEvent.JoinChat(CHAT));
    application.handle(ada, new ClientEvent.StartTyping(CHAT));
    send(ada, mentioning(true));
    assertThat(bob.received(TypingStopped.class)).isEmpty();
    send(ada, "aloud");
    assertThat(bob.received(TypingStopped.class)).hasSize(1);
  }
}
