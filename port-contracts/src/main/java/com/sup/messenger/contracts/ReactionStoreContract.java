package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.ReactionStore;
import com.sup.messenger.application.port.ReactionStore.Change;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [ReactionStore]. Each adapter's test extends it.
public abstract class ReactionStoreContract {

  private static final Reaction HEART = new Reaction("\u2764\uFE0F");
  private static final Reaction QUOTE = new Reaction("\"\\");

  /// Returns the store under test.
  protected abstract ReactionStore book();

  private final ChatId chat = Samples.chat();
  private final MessageId message = Samples.messageId();
  private final UserId ada = Samples.user();
  private final UserId bob = Samples.user();

  @Test
  void there_are_no_reactions_at_first() {
    assertThat(book().of(chat, message)).isEmpty();
    assertThat(book().remove(chat, message, ada, HEART)).isFalse();
  }

  @Test
  void a_user_has_one_reaction_to_a_message() {
    assertThat(book().put(chat, message, ada, HEART)).isEqualTo(Change.ADDED);
    assertThat(book().put(chat, message, bob, HEART)).isEqualTo(Change.ADDED);
    assertThat(book().put(chat, message, ada, QUOTE)).isEqualTo(Change.REPLACED);
    assertThat(book().put(chat, message, ada, QUOTE)).isEqualTo(Change.REPLACED);
    assertThat(book().of(chat, message)).isEqualTo(Map.of(ada, QUOTE, bob, HEART));
  }

  @Test
  void each_message_of_each_chat_has_reactions_of_its_own() {
    book().put(chat, message, ada, HEART);
    assertThat(book().of(chat, Samples.messageId())).isEmpty();
    assertThat(book().of(Samples.chat(), message)).isEmpty();
  }

  @Test
  void only_the_reaction_that_is_there_is_taken_back() {
    book().put(chat, message, ada, HEART);
    assertThat(book().remove(chat, message, ada, QUOTE)).isFalse();
    assertThat(book().remove(chat, message, bob, HEART)).isFalse();
    assertThat(book().remove(chat, message, ada, HEART)).isTrue();
    assertThat(book().remove(chat, message, ada, HEART)).isFalse();
    assertThat(book().of(chat, message)).isEmpty();
    assertThat(book().put(chat, message, ada, HEART)).isEqualTo(Change.ADDED);
  }

  @Test
  void the_number_of_reactions_to_a_message_is_bounded() {
    List<UserId> users =
        IntStream.range(0, Reaction.MAX_PER_MESSAGE).mapToObj(_ -> Samples.user()).toList();
    users.forEach(user -> book().put(chat, message, user, HEART));
    assertThat(book().put(chat, message, ada, HEART)).isEqualTo(Change.FULL);
    assertThat(book().put(chat, message, users.getFirst(), QUOTE)).isEqualTo(Change.REPLACED);
    assertThat(book().of(chat, message)).hasSize(users.size()).doesNotContainKey(ada);
    book().remove(chat, message, users.getLast(), HEART);
    assertThat(book().put(chat, message, ada, HEART)).isEqualTo(Change.ADDED);
  }

  @RepeatedTest(20)
  void of_racing_reactions_of_one_user_one_is_the_first_and_one_remains() throws Exception {
    List<Callable<Change>> puts =
        IntStream.range(0, 16)
            .<Callable<Change>>mapToObj(
                i -> () -> book().put(chat, message, ada, new Reaction("r" + i)))
            .toList();
    int added = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Change> put : executor.invokeAll(puts)) {
        added += put.get() == Change.ADDED ? 1 : 0;
      }
    }
    assertThat(added).isEqualTo(1);
    assertThat(book().of(chat, message)).hasSize(1);
  }
}
