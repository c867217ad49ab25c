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
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog] for messages that are sent again.
abstract class MessageRepeats extends MessagePages {

  final Optional<MessageLog.Result> fromBackEnd(Draft draft, Profile sender) {
    return log().append(draft, sender, null, Samples.messageId(), Samples.NOW);
  }

  @Test
  void an_entry_names_the_connection_that_sent_it_first() {
    Draft draft = draft(chat(), "x", "t");
    Profile sender = profile();
    directory().add(draft.chatId(), sender.id(), 0);
    for (String connection : List.of("first", "second")) {
      log().append(draft, sender, connection, Samples.messageId(), Samples.NOW);
    }
    fromBackEnd(draft(draft.chatId(), "y", null), sender);
    assertThat(log().after(draft.chatId(), 0, 10, AMPLE).entries())
        .extracting(Posted::connectionId)
        .containsExactly("first", null);
  }

  @Test
  void a_repeat_by_temp_id_returns_the_first_entry_and_stores_nothing() {
    ChatId chat = chat();
    Profile sender = profile();
    Posted first = append(draft(chat, "first", "t"), sender);
    Optional<MessageLog.Result> again =
        log()
            .append(
                draft(chat, "other", "t"),
                sender,
                Samples.connection(),
                Samples.messageId(),
                Samples.NOW.plusSeconds(9));
    assertThat(again).contains(new MessageLog.Result(first, true, 0));
    assertThat(log().head(chat)).isEqualTo(1);
    assertThat(append(draft(chat, "next", null), sender).message().seq()).isEqualTo(2);
  }

  @Test
  void a_temp_id_is_the_senders_and_the_chats_own() {
    ChatId chat = chat();
    Profile sender = profile();
    append(draft(chat, "a", "t"), sender);
    append(draft(chat, "b", "t"), profile());
    append(draft(chat(), "c", "t"), sender);
    assertThat(log().head(chat)).isEqualTo(2);
  }

  @Test
  void a_message_is_published_once() {
    ChatId chat = chat();
    Profile sender = profile();
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    try (var _ = bus().subscribe(new Topic.Chat(chat), seen::add)) {
      Posted first = append(draft(chat, "a", "t"), sender);
      append(draft(chat, "a", "t"), sender);
      Posted second = append(draft(chat, "b", null), sender);
      await().until(() -> seen.size() >= 2);
      assertThat(seen)
          .extracting(Envelope::signal)
          .containsExactly(new Signal.Appended(first), new Signal.Appended(second));
    }
  }

  @Test
  void racing_repeats_of_one_temp_id_become_one_entry() throws Exception {
    ChatId chat = chat();
    Profile sender = profile();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Posted>> results =
          IntStream.range(0, 16)
              .mapToObj(_ -> executor.submit(() -> append(draft(chat, "m", "same"), sender)))
              .toList();
      for (Future<Posted> result : results) {
        assertThat(result.get()).isEqualTo(log().after(chat, 0, 1, AMPLE).entries().getFirst());
      }
    }
    assertThat(log().head(chat)).isEqualTo(1);
  }
}
