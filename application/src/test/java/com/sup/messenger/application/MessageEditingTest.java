package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.EditMessage;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.event.ServerEvent.MessageUpdated;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.TempId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MessageEditingTest extends StateScene {

  private RecordingConnection ada;
  private RecordingConnection bob;

  @BeforeEach
  void ada_and_bob_share_a_chat() {
    join(CHAT, ADA, BOB);
    ada = connected(ADA, "phone");
    bob = connected(BOB, "phone");
  }

  private static EditMessage edit(MessageId message) {
    return new EditMessage(CHAT, message, new EncryptedContent("edited"), null);
  }

  @Test
  void an_edit_reaches_every_connection_of_every_member_but_the_one_that_made_it() {
    RecordingConnection laptop = connected(ADA, "laptop");
    Message sent = send(ada, "first");
    time.advance(Duration.ofSeconds(9));
    Message edited = edit(ada, sent.id(), "second");
    assertThat(edited).isEqualTo(sent.edited(new EncryptedContent("second"), null, time.instant()));
    assertThat(edited.version()).isEqualTo(1);
    MessageUpdated event = new MessageUpdated(edited, ada.actor().profile());
    assertThat(bob.received(MessageUpdated.class)).containsExactly(event);
    assertThat(laptop.received(MessageUpdated.class)).containsExactly(event);
    assertThat(ada.received(MessageUpdated.class)).isEmpty();
  }

  @Test
  void each_edit_is_the_next_version() {
    Message sent = send(ada, "first");
    assertThat(edit(ada, sent.id(), "second").version()).isEqualTo(1);
    assertThat(edit(ada, sent.id(), "third").version()).isEqualTo(2);
    assertThat(bob.received(MessageUpdated.class))
        .extracting(event -> event.message().version())
        .containsExactly(1, 2);
  }

  @Test
  void a_repeated_edit_makes_no_version() {
    Message sent = send(ada, "first");
    Message edited = edit(ada, sent.id(), "second");
    assertThat(edit(ada, sent.id(), "second")).isEqualTo(edited);
    assertThat(bob.received(MessageUpdated.class)).hasSize(1);
  }

  @Test
  void an_edit_keeps_the_metadata_that_it_does_not_name() {
    Message sent = send(ada, mentioning(false, BOB));
    assertThat(edit(ada, sent.id(), "second").metadata()).isEqualTo(sent.metadata());
    Metadata other = new Metadata("{\"a\":1}", List.of());
    application.handle(ada, new EditMessage(CHAT, sent.id(), sent.encryptedContent(), other));
    assertThat(bob.received(MessageUpdated.class).getLast().message().metadata()).isEqualTo(other);
  }

  @Test
  void an_edit_notifies_nobody() {
    Message sent = send(ada, "first");
    Metadata mention = new Metadata("{\"mentions\":[\"bob\"]}", List.of(BOB));
    application.handle(ada, new EditMessage(CHAT, sent.id(), sent.encryptedContent(), mention));
    assertThat(bob.received(NotificationNew.class)).isEmpty();
  }

  @Test
  void only_the_author_may_edit_a_message_that_is_there() {
    Message sent = send(ada, "first");
    refuses(Refusal.PERMISSION_DENIED, bob, edit(sent.id()));
    refuses(Refusal.MESSAGE_NOT_FOUND, ada, edit(new MessageId("unknown")));
    RecordingConnection eve = connected(EVE, "phone");
    refuses(Refusal.CHAT_NOT_FOUND, eve, edit(sent.id()));
    ChatId other = new ChatId("other");
    join(other, ADA);
    EditMessage elsewhere = new EditMessage(other, sent.id(), new EncryptedContent("edited"), null);
    refuses(Refusal.MESSAGE_NOT_FOUND, ada, elsewhere);
    delete(ada, sent.id());
    refuses(Refusal.MESSAGE_NOT_FOUND, ada, edit(sent.id()));
    assertThat(bob.received(MessageUpdated.class)).isEmpty();
  }

  @Test
  void a_replay_and_a_repeat_show_the_present_version() {
    var first =
        new ClientEvent.SendMessage(
            CHAT,
            new EncryptedContent("first"),
            com.sup.messenger.domain.message.MessageType.TEXT,
            null,
            null,
            new TempId("t"));
    Message sent = send(ada, first);
    Message edited = edit(ada, sent.id(), "second");
    assertThat(send(ada, first)).isEqualTo(edited);
    RecordingConnection laptop = connected(BOB, "laptop");
    assertThat(laptop.received(MessageNew.class))
        .containsExactly(new MessageNew(edited, ada.actor().profile()));
    assertThat(states(laptop)).isEmpty();
    assertThat(sync(bob, new ClientEvent.SyncChat(CHAT, 0L, null, null)).messages())
        .extracting(message -> (Object) message.message())
        .containsExactly(edited);
  }

  @Test
  void a_member_who_joined_later_sees_no_edit_of_an_earlier_message() {
    Message before = send(ada, "before");
    join(CHAT, EVE);
    RecordingConnection eve = connected(EVE, "phone");
    Message after = send(ada, "after");
    edit(ada, before.id(), "edited before");
    edit(ada, after.id(), "edited after");
    assertThat(eve.received(MessageUpdated.class))
        .extracting(event -> event.message().seq())
        .containsExactly(2L);
    assertThat(bob.received(MessageUpdated.class)).hasSize(2);
    refuses(Refusal.MESSAGE_NOT_FOUND, eve, edit(before.id()));
  }

  @Test
  void the_time_of_an_edit_is_whole_milliseconds() {
    Message sent = send(ada, "first");
    time.advance(Duration.ofNanos(1_234_567));
    assertThat(edit(ada, sent.id(), "second").editedAt())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00.001Z"));
  }

  @RepeatedTest(20)
  void racing_edits_become_versions_that_all_hear_in_their_order() {
    Message sent = send(ada, "first");
    RecordingConnection laptop = connected(ADA, "laptop");
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        String content = "edit " + i;
        executor.submit(() -> edit(i(content) % 2 == 0 ? ada : laptop, sent.id(), content));
      }
    }
    assertThat(bob.received(MessageUpdated.class))
        .extracting(event -> event.message().version())
        .containsExactly(1, 2, 3, 4);
    assertThat(ports.messageLog().read(CHAT, sent.id()).orElseThrow().message())
        .isEqualTo(bob.received(MessageUpdated.class).getLast().message());
  }

  private static int i(String content) {
    return content.charAt(content.length() - 1) - '0';
  }
}
