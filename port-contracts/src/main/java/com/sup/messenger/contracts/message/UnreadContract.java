package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static com.sup.messenger.contracts.Samples.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.MessageLog.Unread;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests how [MessageLog] counts unread messages. Each adapter's test extends it.
public abstract class UnreadContract extends MessageLogScene {

  private final ChatId chat = chat();
  private final Profile ada = profile();
  private final Profile bob = profile();

  /// Only members are unread anything.
  @BeforeEach
  void join() {
    directory().add(chat, ada.id(), 0);
    directory().add(chat, bob.id(), 0);
  }

  private Posted append(Profile sender) {
    return append(draft(chat, "m", null), sender);
  }

  private Posted append(Profile sender, boolean silent, UserId... mentioned) {
    EncryptedContent content = new EncryptedContent("m");
    Metadata metadata = mentioning(mentioned);
    return append(
        new Draft(chat, content, MessageType.TEXT, null, metadata, null, silent, null), sender);
  }

  private static Metadata mentioning(UserId... users) {
    String names =
        String.join(",", Arrays.stream(users).map(user -> "\"" + user.value() + "\"").toList());
    return new Metadata("{\"mentions\":[" + names + "]}", List.of(users));
  }

  private Unread unread(Profile of, long seq) {
    return log().unread(of.id(), Map.of(chat, seq)).getOrDefault(chat, Unread.NONE);
  }

  @Test
  void nothing_is_unread_in_an_unknown_chat() {
    assertThat(unread(ada, 0)).isEqualTo(Unread.NONE);
    assertThat(log().unread(ada.id(), Map.of())).isEmpty();
  }

  @Test
  void the_messages_of_others_after_the_place_are_unread() {
    append(bob);
    append(ada);
    append(bob);
    append(profile());
    assertThat(unread(ada, 0)).isEqualTo(new Unread(3, 0));
    assertThat(unread(ada, 1)).isEqualTo(new Unread(2, 0));
    assertThat(unread(ada, 3)).isEqualTo(new Unread(1, 0));
    assertThat(unread(ada, 4)).isEqualTo(Unread.NONE);
    assertThat(unread(ada, 99)).isEqualTo(Unread.NONE);
    assertThat(unread(bob, 0)).isEqualTo(new Unread(2, 0));
    assertThat(unread(profile(), 0)).isEqualTo(new Unread(4, 0));
  }

  @Test
  void silent_messages_are_not_unread_and_mention_nobody() {
    append(bob, true, ada.id());
    append(bob, false, ada.id());
    assertThat(unread(ada, 0)).isEqualTo(new Unread(1, 1));
    assertThat(unread(ada, 1)).isEqualTo(new Unread(1, 1));
    assertThat(unread(ada, 2)).isEqualTo(Unread.NONE);
  }

  @Test
  void a_mention_counts_for_the_user_it_names() {
    append(bob, false, ada.id(), profile().id());
    append(bob, false, ada.id());
    append(ada, false, ada.id(), bob.id());
    assertThat(unread(ada, 0)).isEqualTo(new Unread(2, 2));
    assertThat(unread(ada, 1)).isEqualTo(new Unread(1, 1));
    assertThat(unread(bob, 0)).isEqualTo(new Unread(1, 1));
    assertThat(unread(profile(), 0)).isEqualTo(new Unread(3, 0));
  }

  @Test
  void deleted_and_expired_messages_are_not_unread() {
    List<Posted> sent = IntStream.range(0, 4).mapToObj(_ -> append(bob, false, ada.id())).toList();
    replace(sent.get(1), ((Message) sent.get(1).message()).deleted(bob.id(), Samples.NOW));
    assertThat(unread(ada, 0)).isEqualTo(new Unread(3, 3));
    assertThat(unread(ada, 1)).isEqualTo(new Unread(2, 2));
    assertThat(unread(ada, 2)).isEqualTo(new Unread(2, 2));
    Posted edited = replace(sent.get(3), edited(sent.get(3), "edited"));
    assertThat(unread(ada, 0)).isEqualTo(new Unread(3, 3));
    replace(edited, ((Message) edited.message()).deleted(null, Samples.NOW));
    assertThat(unread(ada, 0)).isEqualTo(new Unread(2, 2));
    assertThat(unread(profile(), 0)).isEqualTo(new Unread(2, 0));
  }

  @Test
  void a_deleted_message_that_was_never_unread_changes_no_count() {
    append(bob, false, ada.id());
    Posted own = append(ada, false, ada.id());
    Posted silent = append(bob, true, ada.id());
    replace(own, ((Message) own.message()).deleted(ada.id(), Samples.NOW));
    replace(silent, ((Message) silent.message()).deleted(bob.id(), Samples.NOW));
    assertThat(unread(ada, 0)).isEqualTo(new Unread(1, 1));
    assertThat(unread(bob, 0)).isEqualTo(Unread.NONE);
  }

  @Test
  void the_mentions_of_the_present_version_count() {
    Posted first = append(bob, false, ada.id());
    Message message = (Message) first.message();
    EncryptedContent content = new EncryptedContent("edited");
    Posted second = replace(first, message.edited(content, mentioning(), Samples.NOW));
    assertThat(unread(ada, 0)).isEqualTo(new Unread(1, 0));
    Message edited = (Message) second.message();
    replace(second, edited.edited(content, mentioning(ada.id()), Samples.NOW));
    assertThat(unread(ada, 0)).isEqualTo(new Unread(1, 1));
  }

  @Test
  void many_chats_are_counted_at_once() {
    Map<ChatId, Long> places = new HashMap<>();
    Map<ChatId, Unread> expected = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      ChatId one = chat();
      int count = i % 7;
      IntStream.range(0, count).forEach(_ -> append(draft(one, "m", null), bob));
      places.put(one, (long) i % 3);
      expected.put(one, new Unread(Math.max(0, count - i % 3), 0));
    }
    Map<ChatId, Unread> counted = log().unread(ada.id(), places);
    expected.forEach(
        (one, unread) ->
            assertThat(counted.getOrDefault(one, Unread.NONE)).as(one.value()).isEqualTo(unread));
  }

  @Test
  void nothing_of_a_deleted_log_is_unread() {
    append(bob, false, ada.id());
    append(bob);
    log().delete(chat);
    assertThat(unread(ada, 0)).isEqualTo(Unread.NONE);
    append(bob, false, ada.id());
    append(ada);
    assertThat(unread(ada, 0)).isEqualTo(new Unread(1, 1));
    assertThat(unread(ada, 3)).isEqualTo(Unread.NONE);
  }
}
