package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent.ReactionAction;
import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReactionStore.Change;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [ReactionStore]. Each adapter's test extends it.
public abstract class ReactionStoreContract extends ReactionChanges {

  @Test
  void there_are_no_reactions_at_first() {
    assertThat(book().of(chat, message)).isEmpty();
    assertThat(book().of(chat, List.of(message))).isEmpty();
    assertThat(book().of(chat, List.of())).isEmpty();
    assertThat(book().since(chat, 0, 0, 10)).isEmpty();
    assertThat(remove(ada, HEART)).isFalse();
    assertThat(book().since(chat, 0, 0, 10)).isEmpty();
  }

  @Test
  void a_user_has_one_reaction_to_a_message() {
    assertThat(put(ada, HEART)).isEqualTo(Change.ADDED);
    assertThat(put(bob, HEART)).isEqualTo(Change.ADDED);
    assertThat(put(ada, QUOTE)).isEqualTo(Change.REPLACED);
    assertThat(put(ada, QUOTE)).isEqualTo(Change.REPLACED);
    assertThat(book().of(chat, message)).isEqualTo(Map.of(ada, QUOTE, bob, HEART));
  }

  @Test
  void each_message_of_each_chat_has_reactions_of_its_own() {
    put(ada, HEART);
    assertThat(book().of(chat, Samples.messageId())).isEmpty();
    assertThat(book().of(Samples.chat(), message)).isEmpty();
    assertThat(book().since(Samples.chat(), 0, 0, 10)).isEmpty();
  }

  @Test
  void only_the_reaction_that_is_there_is_taken_back() {
    put(ada, HEART);
    assertThat(remove(ada, QUOTE)).isFalse();
    assertThat(remove(bob, HEART)).isFalse();
    assertThat(remove(ada, HEART)).isTrue();
    assertThat(remove(ada, HEART)).isFalse();
    assertThat(book().of(chat, message)).isEmpty();
    assertThat(put(ada, HEART)).isEqualTo(Change.ADDED);
  }

  @Test
  void the_number_of_reactions_to_a_message_is_bounded() {
    List<UserId> users =
        IntStream.range(0, Reaction.MAX_PER_MESSAGE).mapToObj(_ -> Samples.user()).toList();
    users.forEach(user -> put(user, HEART));
    assertThat(put(ada, HEART)).isEqualTo(Change.FULL);
    assertThat(put(users.getFirst(), QUOTE)).isEqualTo(Change.REPLACED);
    assertThat(book().of(chat, message)).hasSize(users.size()).doesNotContainKey(ada);
    remove(users.getLast(), HEART);
    assertThat(put(ada, HEART)).isEqualTo(Change.ADDED);
  }

  @Test
  void the_reactions_to_many_messages_are_read_at_once() {
    MessageId other = Samples.messageId();
    MessageId bare = Samples.messageId();
    put(ada, HEART);
    put(bob, QUOTE);
    put(other, 2);
    put(bare, 3);
    book().remove(3, removed(bare, ada, HEART), null);
    assertThat(book().of(chat, List.of(message, other, bare, Samples.messageId(), other)))
        .isEqualTo(Map.of(message, Map.of(ada, HEART, bob, QUOTE), other, Map.of(ada, HEART)));
  }

  @Test
  void the_reactions_in_a_deleted_chat_are_forgotten() {
    MessageId elsewhere = Samples.messageId();
    ChatId other = Samples.chat();
    ReactionAction add = ReactionAction.ADD;
    book().put(1, new ReactionAdded(elsewhere, other, ada, null, HEART, add, Samples.NOW), null);
    put(ada, HEART);
    put(Samples.messageId(), 2);
    book().forget(chat);
    book().forget(Samples.chat());
    assertThat(book().of(chat, message)).isEmpty();
    assertThat(book().since(chat, 0, 0, 10)).isEmpty();
    assertThat(book().of(other, elsewhere)).hasSize(1);
  }
}
