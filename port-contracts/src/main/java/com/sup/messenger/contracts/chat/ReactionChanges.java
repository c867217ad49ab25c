package com.sup.messenger.contracts.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ReactionStore.Change;
import com.sup.messenger.application.port.chat.ReactionStore.OfMessage;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.chat.ReactionStore] for revisions and
/// the bus.
abstract class ReactionChanges extends ReactionScene {

  @Test
  void changed_messages_come_in_the_order_of_their_last_change_with_all_reactions() {
    MessageId second = Samples.messageId();
    put(ada, HEART);
    put(second, 2);
    put(bob, QUOTE);
    assertThat(book().since(chat, 0, 0, 10))
        .extracting(Revised::value)
        .containsExactly(
            new OfMessage(second, Map.of(ada, HEART)),
            new OfMessage(message, Map.of(ada, HEART, bob, QUOTE)));
    assertThat(book().since(chat, 0, 0, 10)).extracting(Revised::rev).isSorted();
    assertThat(changedSince(revOf(second), 0, 10)).containsExactly(message);
    assertThat(changedSince(revOf(message), 0, 10)).isEmpty();
  }

  @Test
  void a_message_that_has_lost_its_last_reaction_has_changed() {
    put(ada, HEART);
    long rev = revOf(message);
    remove(ada, HEART);
    assertThat(book().since(chat, rev, 0, 10))
        .containsExactly(new Revised<>(rev + 1, new OfMessage(message, Map.of())));
    put(ada, QUOTE);
    assertThat(book().since(chat, rev + 1, 0, 10))
        .containsExactly(new Revised<>(rev + 2, new OfMessage(message, Map.of(ada, QUOTE))));
    assertThat(book().since(chat, 0, 0, 10)).hasSize(1);
  }

  @Test
  void a_repeated_reaction_is_a_change() {
    put(ada, HEART);
    long rev = revOf(message);
    put(ada, HEART);
    assertThat(revOf(message)).isEqualTo(rev + 1);
  }

  @Test
  void changed_messages_are_bounded_in_number_and_place() {
    List<MessageId> all = IntStream.range(0, 5).mapToObj(_ -> Samples.messageId()).toList();
    IntStream.range(0, 5).forEach(i -> put(all.get(i), 10 + i));
    assertThat(changedSince(0, 0, 3)).isEqualTo(all.subList(0, 3));
    assertThat(changedSince(0, 0, 5)).isEqualTo(all);
    assertThat(changedSince(0, 12, 5)).isEqualTo(all.subList(3, 5));
    assertThat(changedSince(0, 12, 1)).isEqualTo(all.subList(3, 4));
    assertThat(changedSince(revOf(all.get(3)), 12, 5)).isEqualTo(all.subList(4, 5));
    assertThat(changedSince(0, 14, 5)).isEmpty();
  }

  @Test
  void the_reactions_to_a_deleted_message_are_forgotten_and_nobody_is_told() {
    MessageId other = Samples.messageId();
    put(ada, HEART);
    put(bob, HEART);
    put(other, 2);
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(new Topic.Chat(chat), seen::add)) {
      book().forget(chat, message);
      book().forget(chat, Samples.messageId());
      book().forget(Samples.chat(), other);
      put(other, 2);
      await().until(() -> !seen.isEmpty());
      assertThat(seen).hasSize(1);
    }
    assertThat(book().of(chat, message)).isEmpty();
    assertThat(book().of(chat, List.of(message, other)).keySet()).containsExactly(other);
    assertThat(changedSince(0, 0, 10)).containsExactly(other);
  }

  @Test
  void each_change_is_published_with_its_revision_and_its_cause() {
    Envelope.Origin cause = new Envelope.Origin(ada, Samples.connection());
    Topic topic = new Topic.Chat(chat);
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(topic, seen::add)) {
      book().put(1, added(message, ada, HEART), cause);
      remove(bob, HEART);
      remove(ada, QUOTE);
      long rev = revOf(message);
      book().put(1, added(message, ada, QUOTE), null);
      book().remove(1, removed(message, ada, QUOTE), cause);
      await().until(() -> seen.size() >= 3);
      assertThat(seen)
          .containsExactly(
              new Envelope(topic, new Signal.Show(added(message, ada, HEART)), cause, rev),
              new Envelope(topic, new Signal.Show(added(message, ada, QUOTE)), null, rev + 1),
              new Envelope(topic, new Signal.Show(removed(message, ada, QUOTE)), cause, rev + 2));
    }
  }

  @RepeatedTest(20)
  void of_racing_reactions_of_one_user_one_is_the_first_and_one_remains() throws Exception {
    List<Callable<Change>> puts =
        IntStream.range(0, 16)
            .<Callable<Change>>mapToObj(i -> () -> put(ada, new Reaction("r" + i)))
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
