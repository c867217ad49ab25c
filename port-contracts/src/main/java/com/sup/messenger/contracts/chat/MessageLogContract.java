package com.sup.messenger.contracts.chat;

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
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.message.TempId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the promises of [MessageLog]. Each adapter's test extends it.
public abstract class MessageLogContract extends MessageLogScene {

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

  private Optional<MessageLog.Result> fromBackEnd(Draft draft, Profile sender) {
    return log().append(draft, sender, null, Samples.messageId(), Samples.NOW);
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
  void the_heads_of_many_chats_are_read_at_once() {
    ChatId one = chat();
    ChatId two = chat();
    ChatId empty = chat();
    append(draft(one, "a", null), profile());
    append(draft(two, "b", null), profile());
    append(draft(two, "c", null), profile());
    assertThat(log().heads(List.of(one, two, empty, one)))
        .isEqualTo(Map.of(one, head(1, 2), two, head(2, 4), empty, MessageLog.Head.NONE));
    assertThat(log().heads(List.of())).isEmpty();
  }

  private static MessageLog.Head head(long seq, long rev) {
    return new MessageLog.Head(new Position(seq, rev), Samples.NOW);
  }

  @Test
  void the_time_of_the_newest_message_belongs_to_the_head() {
    ChatId chat = chat();
    Profile ada = profile();
    append(draft(chat, "a", null), ada);
    Instant later = Samples.NOW.plusSeconds(60);
    log().append(draft(chat, "b", null), ada, null, Samples.messageId(), later);
    Posted last = Objects.requireNonNull(log().newest(List.of(chat)).get(chat));
    assertThat(lastMessageAt(chat)).isEqualTo(later);
    replace(last, ((Message) last.message()).deleted(null, later.plusSeconds(60)));
    assertThat(lastMessageAt(chat)).isEqualTo(later);
    log().delete(chat);
    assertThat(lastMessageAt(chat)).isNull();
  }

  private @Nullable Instant lastMessageAt(ChatId chat) {
    return log().heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).lastMessageAt();
  }

  @Test
  void an_unknown_chat_is_empty() {
    assertThat(log().head(chat())).isZero();
    assertThat(log().after(chat(), 0, 10, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
  }

  @Test
  void places_are_given_from_one_without_holes() {
    ChatId chat = chat();
    Profile sender = profile();
    for (int i = 1; i <= 3; i++) {
      assertThat(append(draft(chat, "m" + i, null), sender).message().seq()).isEqualTo(i);
      assertThat(log().head(chat)).isEqualTo(i);
    }
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
  void after_gives_the_oldest_first_up_to_the_limit() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 5).forEach(i -> append(draft(chat, "m" + i, null), sender));
    assertThat(seqs(log().after(chat, 1, 3, AMPLE))).containsExactly(2L, 3L, 4L);
    assertThat(log().after(chat, 5, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().after(chat, 99, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().after(chat, Long.MAX_VALUE, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
  }

  @Test
  void a_page_shows_if_there_is_more() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 3).forEach(i -> append(draft(chat, "m" + i, null), sender));
    assertThat(log().after(chat, 0, 2, AMPLE).hasMore()).isTrue();
    assertThat(log().after(chat, 0, 3, AMPLE).hasMore()).isFalse();
    assertThat(log().after(chat, 1, 2, AMPLE).hasMore()).isFalse();
    assertThat(log().after(chat, 0, 4, AMPLE).hasMore()).isFalse();
    assertThat(log().after(chat, 1, 3, 1).hasMore()).isTrue();
    assertThat(log().after(chat, 2, 3, 1).hasMore()).isFalse();
  }

  @Test
  void a_page_ends_before_the_entry_that_exceeds_the_bytes() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 8).forEach(_ -> append(draft(chat, "x".repeat(10_000), null), sender));
    assertThat(seqs(log().after(chat, 1, 100, 39_000))).containsExactly(2L, 3L, 4L);
    assertThat(seqs(log().after(chat, 1, 2, 39_000))).containsExactly(2L, 3L);
  }

  @Test
  void a_page_holds_an_entry_however_large_it_is() {
    ChatId chat = chat();
    Profile sender = profile();
    append(draft(chat, "a", null), sender);
    append(draft(chat, "x".repeat(EncryptedContent.MAX_BYTES), null), sender);
    append(draft(chat, "b", null), sender);
    assertThat(seqs(log().after(chat, 0, 10, 1))).containsExactly(1L);
    assertThat(seqs(log().after(chat, 0, 10, 60_000))).containsExactly(1L);
    assertThat(seqs(log().after(chat, 1, 10, 1))).containsExactly(2L);
    assertThat(seqs(log().after(chat, 2, 10, 1))).containsExactly(3L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3_000, 20_000, 70_000, AMPLE})
  void page_after_page_no_message_is_skipped_or_repeated(long maxBytes) {
    ChatId chat = chat();
    Profile sender = profile();
    Random random = new Random(maxBytes);
    int count = 60;
    for (int i = 0; i < count; i++) {
      append(draft(chat, "x".repeat(1 + random.nextInt(i % 7 == 0 ? 30_000 : 300)), null), sender);
    }
    List<Long> all = new ArrayList<>();
    MessageLog.Page page;
    do {
      page = log().after(chat, all.isEmpty() ? 0 : all.getLast(), 25, maxBytes);
      all.addAll(seqs(page));
    } while (page.hasMore());
    assertThat(all).containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
  }

  @Test
  void before_gives_the_newest_first_up_to_the_limit() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 5).forEach(i -> append(draft(chat, "m" + i, null), sender));
    assertThat(seqs(log().before(chat, 5, 3, AMPLE))).containsExactly(4L, 3L, 2L);
    assertThat(seqs(log().before(chat, 99, 2, AMPLE))).containsExactly(5L, 4L);
    assertThat(seqs(log().before(chat, Long.MAX_VALUE, 1, AMPLE))).containsExactly(5L);
    assertThat(log().before(chat, 1, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().before(chat(), 9, 3, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().before(chat, 3, 1, AMPLE).entries())
        .isEqualTo(log().after(chat, 1, 1, AMPLE).entries());
  }

  @Test
  void a_page_backwards_shows_if_there_is_more() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 3).forEach(i -> append(draft(chat, "m" + i, null), sender));
    assertThat(log().before(chat, 4, 2, AMPLE).hasMore()).isTrue();
    assertThat(log().before(chat, 4, 3, AMPLE).hasMore()).isFalse();
    assertThat(log().before(chat, 3, 2, AMPLE).hasMore()).isFalse();
    assertThat(log().before(chat, 4, 4, AMPLE).hasMore()).isFalse();
    assertThat(log().before(chat, 3, 3, 1).hasMore()).isTrue();
    assertThat(log().before(chat, 2, 3, 1).hasMore()).isFalse();
  }

  @Test
  void a_page_backwards_ends_before_the_entry_that_exceeds_the_bytes() {
    ChatId chat = chat();
    Profile sender = profile();
    IntStream.rangeClosed(1, 8).forEach(_ -> append(draft(chat, "x".repeat(10_000), null), sender));
    assertThat(seqs(log().before(chat, 8, 100, 39_000))).containsExactly(7L, 6L, 5L);
    assertThat(seqs(log().before(chat, 8, 2, 39_000))).containsExactly(7L, 6L);
    assertThat(seqs(log().before(chat, 8, 100, 1))).containsExactly(7L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3_000, 20_000, 70_000, AMPLE})
  void page_before_page_no_message_is_skipped_or_repeated(long maxBytes) {
    ChatId chat = chat();
    Profile sender = profile();
    Random random = new Random(maxBytes);
    int count = 60;
    for (int i = 0; i < count; i++) {
      append(draft(chat, "x".repeat(1 + random.nextInt(i % 7 == 0 ? 30_000 : 300)), null), sender);
    }
    List<Long> all = new ArrayList<>();
    MessageLog.Page page;
    do {
      page = log().before(chat, all.isEmpty() ? count + 1 : all.getLast(), 25, maxBytes);
      all.addAll(seqs(page));
    } while (page.hasMore());
    assertThat(all.reversed())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
  }

  @Test
  void the_newest_entries_of_many_chats_are_read_at_once() {
    ChatId one = chat();
    ChatId two = chat();
    Profile sender = profile();
    append(draft(one, "a", null), sender);
    Posted last = append(draft(one, "b", null), sender);
    Posted only = append(draft(two, "c", null), sender);
    assertThat(log().newest(List.of(one, two, chat(), one)))
        .isEqualTo(Map.of(one, last, two, only));
    assertThat(log().newest(List.of())).isEmpty();
    Posted deleted = replace(last, ((Message) last.message()).deleted(null, Samples.NOW));
    assertThat(log().newest(List.of(one))).isEqualTo(Map.of(one, deleted));
  }

  @Test
  void references_name_sender_and_place_of_each_message() {
    ChatId chat = chat();
    Profile ada = profile();
    Profile bob = profile();
    List<MessageLog.Reference> all =
        Stream.of(ada, bob, bob, ada)
            .map(sender -> reference(append(draft(chat, "m", null), sender)))
            .toList();
    assertThat(log().references(chat, 0, 1_000)).isEqualTo(all);
    assertThat(log().references(chat, 1, 2)).isEqualTo(all.subList(1, 3));
    assertThat(log().references(chat, 3, 2)).isEqualTo(all.subList(3, 4));
    assertThat(log().references(chat, 4, 10)).isEmpty();
    assertThat(log().references(chat, 0, 0)).isEmpty();
    assertThat(log().references(chat(), 0, 10)).isEmpty();
  }

  private static MessageLog.Reference reference(Posted posted) {
    return new MessageLog.Reference(
        posted.message().id(), posted.message().seq(), posted.sender().id(), posted.rev());
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
  }

  @Test
  void a_message_is_found_in_its_chat_only() {
    ChatId chat = chat();
    Posted stored = append(draft(chat, "x", null), profile());
    assertThat(log().find(chat, stored.message().id())).contains(reference(stored));
    assertThat(log().find(chat(), stored.message().id())).isEmpty();
    assertThat(log().find(chat, Samples.messageId())).isEmpty();
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
  void many_writers_leave_no_hole_and_no_double() throws Exception {
    ChatId chat = chat();
    long writers = 8;
    int each = 50;
    List<Long> places = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> results = new ArrayList<>();
      for (long w = 0; w < writers; w++) {
        Profile sender = profile();
        results.add(executor.submit(() -> write(chat, sender, each)));
      }
      for (Future<List<Long>> result : results) {
        assertThat(result.get()).isSorted();
        places.addAll(result.get());
      }
    }
    assertThat(places)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, writers * each).boxed().toList());
    assertThat(seqs(log().after(chat, 0, 1_000, AMPLE)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, writers * each).boxed().toList());
  }

  private List<Long> write(ChatId chat, Profile sender, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> append(draft(chat, "m" + i, "t" + i), sender).message().seq())
        .toList();
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

  @Test
  void a_deleted_log_is_empty_and_continues_after_its_last_place() {
    ChatId chat = chat();
    Profile sender = profile();
    Posted first = append(draft(chat, "a", "t"), sender);
    append(draft(chat, "b", null), sender);
    log().delete(chat);
    assertThat(log().after(chat, 0, 10, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().references(chat, 0, 10)).isEmpty();
    assertThat(log().find(chat, first.message().id())).isEmpty();
    assertThat(log().before(chat, 9, 10, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
    assertThat(log().read(chat, first.message().id())).isEmpty();
    assertThat(log().newest(List.of(chat))).isEmpty();
    assertThat(log().head(chat)).isEqualTo(2);
    assertThat(log().heads(List.of(chat)))
        .isEqualTo(Map.of(chat, new MessageLog.Head(new Position(2, 3), null)));
    Posted again = append(draft(chat, "c", "t"), sender);
    assertThat(again.rev()).isEqualTo(4);
    assertThat(again.message().seq()).isEqualTo(3);
    assertThat(again.message().id()).isNotEqualTo(first.message().id());
    assertThat(log().after(chat, 0, 10, AMPLE).entries()).containsExactly(again);
  }

  @Test
  void a_log_that_is_not_there_can_be_deleted() {
    ChatId chat = chat();
    log().delete(chat);
    assertThat(log().head(chat)).isZero();
    assertThat(append(draft(chat, "a", null), profile()).message().seq()).isEqualTo(1);
  }
}
