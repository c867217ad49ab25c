package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static com.sup.messenger.contracts.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.message.TempId;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog]. Each adapter's test extends it.
public abstract class MessageLogContract extends MessageRetention {

  @Test
  void a_back_end_may_name_any_sender_in_a_chat_that_has_members() {
    ChatId chat = chat();
    Profile system = profile();
    assertThat(fromBackEnd(draft(chat, "a", null), system)).isEmpty();
    append(draft(chat, "b", null), profile());
    assertThat(fromBackEnd(draft(chat, "c", null), system).orElseThrow().posted().message().seq())
        .isEqualTo(2);
    assertThat(directory().isMember(chat, system.id())).isFalse();
  }

  @Test
  void nothing_is_stored_or_published_for_a_user_who_is_no_member() {
    ChatId chat = chat();
    Profile ada = profile();
    Profile bob = profile();
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(new Topic.Chat(chat), seen::add)) {
      Posted first = append(draft(chat, "a", "t"), ada);
      assertThat(appendAsIs(draft(chat, "b", null), bob)).isEmpty();
      directory().remove(chat, ada.id());
      assertThat(appendAsIs(draft(chat, "c", null), ada)).isEmpty();
      assertThat(appendAsIs(draft(chat, "a", "t"), ada)).isEmpty();
      Posted second = append(draft(chat, "d", null), bob);
      await().until(() -> seen.size() >= 2);
      assertThat(seen)
          .extracting(Envelope::signal)
          .containsExactly(new Signal.Appended(first), new Signal.Appended(second));
    }
    assertThat(log().head(chat)).isEqualTo(2);
  }

  @Test
  void an_append_returns_the_number_of_receivers() {
    ChatId chat = chat();
    Profile ada = profile();
    append(draft(chat, "a", null), profile());
    append(draft(chat, "a", null), ada);
    assertThat(appendAsIs(draft(chat, "b", null), ada))
        .get()
        .extracting(MessageLog.Result::receivers)
        .isEqualTo(2);
  }

  @Test
  void an_entry_comes_back_as_it_was_stored() {
    ChatId chat = chat();
    Draft full =
        new Draft(
            chat,
            new EncryptedContent("grüße \u2028 \uD83D\uDE00"),
            MessageType.VOICE,
            Samples.messageId(),
            new Metadata("{\"mentions\":[\"bob\"],\"n\":1.5}", List.of(Samples.user())),
            new TempId("my own name"),
            true,
            Duration.ofMillis(12_345));
    Posted stored = append(full, profile());
    Posted bare = append(draft(chat, "x", null), Profile.of(Samples.user()));
    assertThat(log().after(chat, 0, 10, AMPLE).entries()).containsExactly(stored, bare);
    assertThat(log().read(chat, stored.message().id())).contains(stored);
    Message message = (Message) stored.message();
    assertThat(message.encryptedContent()).isEqualTo(full.encryptedContent());
    assertThat(message.createdAt()).isEqualTo(Samples.NOW);
    assertThat(message.silent()).isTrue();
    assertThat(message.expiresAt()).isEqualTo(Samples.NOW.plusMillis(12_345));
    assertThat(message.version()).isZero();
    assertThat(message.editedAt()).isNull();
  }

  @Test
  void references_name_sender_and_place_of_each_message() {
    ChatId chat = chat();
    Profile ada = profile();
    Profile bob = profile();
    List<MessageLog.Reference> all =
        Stream.of(ada, bob, bob, ada)
            .map(sender -> MessageLog.Reference.of(append(draft(chat, "m", null), sender)))
            .toList();
    assertThat(log().references(chat, 0, 1_000)).isEqualTo(all);
    assertThat(log().references(chat, 1, 2)).isEqualTo(all.subList(1, 3));
    assertThat(log().references(chat, 3, 2)).isEqualTo(all.subList(3, 4));
    assertThat(log().references(chat, 4, 10)).isEmpty();
    assertThat(log().references(chat, 0, 0)).isEmpty();
    assertThat(log().references(chat(), 0, 10)).isEmpty();
  }

  @Test
  void a_reference_names_a_deleted_message_as_deleted() {
    ChatId chat = chat();
    Posted kept = append(draft(chat, "kept", null), profile());
    Posted stored = append(draft(chat, "gone", null), profile());
    MessageLog.Reference before = MessageLog.Reference.of(stored);
    log().replace(stored.with(((Message) stored.message()).deleted(null, Samples.NOW)), null);
    MessageLog.Reference after =
        new MessageLog.Reference(before.id(), before.seq(), before.author(), before.rev(), true);
    assertThat(log().find(chat, before.id())).contains(after);
    assertThat(log().references(chat, 0, 10)).containsExactly(MessageLog.Reference.of(kept), after);
  }

  @Test
  void a_message_is_found_in_its_chat_only() {
    ChatId chat = chat();
    Posted stored = append(draft(chat, "x", null), profile());
    assertThat(log().find(chat, stored.message().id())).contains(MessageLog.Reference.of(stored));
    assertThat(log().find(chat(), stored.message().id())).isEmpty();
    assertThat(log().find(chat, Samples.messageId())).isEmpty();
  }
}
