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
import com.sup.messenger.application.port.chat.MessageLog.Expiring;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [MessageLog] for edited, deleted and expired messages. Each adapter's test
/// extends it.
public abstract class MessageReplacementContract extends MessageLogScene {

  private final ChatId chat = chat();
  private final Profile ada = profile();

  private Posted append(String content) {
    return append(draft(chat, content, null), ada);
  }

  private static DeletedMessage deleted(Posted posted) {
    return ((Message) posted.message()).deleted(posted.sender().id(), Samples.NOW.plusSeconds(5));
  }

  @Test
  void the_next_version_stands_in_the_place_of_the_one_before() {
    append("before");
    Posted first = append("first");
    append("after");
    Message next =
        ((Message) first.message())
            .edited(
                new EncryptedContent("grüße \u2028 \uD83D\uDE00"),
                new Metadata("{\"n\":[1.50]}", List.of(Samples.user())),
                Samples.NOW.plusSeconds(1));
    Posted second = replace(first, next);
    assertThat(log().read(chat, next.id())).contains(second);
    assertThat(log().after(chat, 1, 1, AMPLE).entries()).containsExactly(second);
    assertThat(log().before(chat, 3, 1, AMPLE).entries()).containsExactly(second);
    assertThat(seqs(log().after(chat, 0, 10, AMPLE))).containsExactly(1L, 2L, 3L);
    assertThat(log().head(chat)).isEqualTo(3);
    assertThat(log().find(chat, next.id()).orElseThrow().rev()).isEqualTo(first.rev());
  }

  @Test
  void a_deleted_message_keeps_its_place_and_nothing_else() {
    Posted first = append("first");
    Posted left = replace(first, deleted(first));
    assertThat(log().read(chat, first.message().id())).contains(left);
    assertThat(log().after(chat, 0, 10, AMPLE).entries()).containsExactly(left);
    assertThat(log().references(chat, 0, 10))
        .isEqualTo(log().find(chat, first.message().id()).stream().toList());
    assertThat(log().head(chat)).isEqualTo(1);
    Posted byBackEnd = append("second");
    Posted gone = replace(byBackEnd, ((Message) byBackEnd.message()).deleted(null, Samples.NOW));
    assertThat(log().newest(List.of(chat))).containsValue(gone);
  }

  @Test
  void a_version_follows_the_one_that_is_stored() {
    Posted first = append("first");
    Posted second = replace(first, edited(first, "second"));
    assertThat(log().replace(first.with(edited(first, "late")), null)).isFalse();
    assertThat(log().replace(first, null)).isFalse();
    assertThat(log().replace(second, null)).isFalse();
    Posted third = second.with(edited(second, "third"));
    assertThat(log().replace(third.with(edited(third, "fourth")), null)).isFalse();
    assertThat(log().read(chat, first.message().id())).contains(second);
    assertThat(log().replace(third, null)).isTrue();
    assertThat(log().read(chat, first.message().id())).contains(third);
  }

  @Test
  void nothing_follows_a_deleted_message() {
    Posted first = append("first");
    Posted second = replace(first, edited(first, "second"));
    // A deletion need not know the version before.
    Posted left = replace(first, deleted(first));
    assertThat(log().replace(second.with(edited(second, "third")), null)).isFalse();
    assertThat(log().replace(left.with(deleted(second)), null)).isFalse();
    assertThat(log().read(chat, first.message().id())).contains(left);
  }

  @Test
  void only_a_retained_entry_is_replaced() {
    Posted first = append("first");
    Message elsewhere =
        Message.compose(draft(chat(), "x", null), ada.id(), first.message().id(), 1, Samples.NOW);
    assertThat(log().replace(first.with(elsewhere.deleted(null, Samples.NOW)), null)).isFalse();
    Message unknown =
        Message.compose(draft(chat, "x", null), ada.id(), Samples.messageId(), 1, Samples.NOW);
    assertThat(log().replace(first.with(unknown.deleted(null, Samples.NOW)), null)).isFalse();
    log().delete(chat);
    assertThat(log().replace(first.with(deleted(first)), null)).isFalse();
    assertThat(log().after(chat, 0, 10, AMPLE)).isEqualTo(MessageLog.Page.EMPTY);
  }

  @Test
  void the_content_of_the_version_before_is_nowhere() {
    Posted first = append(draft(chat, "first-secret", "t"), ada);
    Posted second = replace(first, edited(first, "second-secret"));
    assertThat(everything("t")).allMatch(posted -> posted.equals(second));
    Posted third = replace(second, deleted(second));
    assertThat(everything("t")).allMatch(posted -> posted.equals(third));
  }

  /// Returns the only entry from everywhere where the log may keep it.
  private Stream<Posted> everything(String tempId) {
    Posted repeated = append(draft(chat, "repeat", tempId), ada);
    return Stream.of(
            Stream.of(repeated),
            log().read(chat, repeated.message().id()).stream(),
            log().after(chat, 0, 9, AMPLE).entries().stream(),
            log().before(chat, 9, 9, AMPLE).entries().stream(),
            log().newest(List.of(chat)).values().stream(),
            log().replacedSince(chat, 0, 0, 9, AMPLE).entries().stream().map(Revised::value),
            log().expiring(chat, Instant.MAX, 9).entries().stream())
        .flatMap(entries -> entries);
  }

  @Test
  void a_page_counts_the_bytes_of_the_present_version() {
    Posted first = append("first");
    append("second");
    Posted large = replace(first, edited(first, "x".repeat(20_000)));
    assertThat(seqs(log().after(chat, 0, 10, 10_000))).containsExactly(1L);
    replace(large, edited(large, "small"));
    assertThat(seqs(log().after(chat, 0, 10, 10_000))).containsExactly(1L, 2L);
    assertThat(seqs(log().before(chat, 3, 10, 10_000))).containsExactly(2L, 1L);
  }

  @Test
  void each_replacement_is_published_with_its_revision_and_its_cause() {
    Topic topic = new Topic.Chat(chat);
    Envelope.Origin cause = new Envelope.Origin(ada.id(), Samples.connection());
    Queue<Envelope> seen = new ConcurrentLinkedQueue<>();
    Posted first = append("first");
    try (var _ = bus().subscribe(topic, seen::add)) {
      Posted second = first.with(edited(first, "second"));
      assertThat(log().replace(second, cause)).isTrue();
      assertThat(log().replace(second, cause)).isFalse();
      Posted third = replace(second, deleted(second));
      assertThat(log().replace(third, cause)).isFalse();
      await().until(() -> seen.size() >= 2);
      assertThat(seen)
          .containsExactly(
              new Envelope(topic, new Signal.Replaced(second), cause, first.rev() + 1),
              new Envelope(topic, new Signal.Replaced(third), null, first.rev() + 2));
    }
    assertThat(log().heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).position().rev())
        .isEqualTo(first.rev() + 2);
  }

  @RepeatedTest(20)
  void of_racing_edits_one_wins() throws Exception {
    Posted first = append("first");
    List<Callable<Optional<Posted>>> edits =
        IntStream.range(0, 8)
            .<Callable<Optional<Posted>>>mapToObj(
                i ->
                    () -> {
                      Posted next = first.with(edited(first, "edit " + i));
                      return Optional.of(next).filter(edit -> log().replace(edit, null));
                    })
            .toList();
    List<Posted> won = results(edits).stream().flatMap(Optional::stream).toList();
    assertThat(won).hasSize(1);
    assertThat(log().after(chat, 0, 10, AMPLE).entries()).isEqualTo(won);
  }

  @RepeatedTest(20)
  void a_deletion_wins_over_racing_edits() throws Exception {
    Posted first = append("first");
    List<Callable<Boolean>> changes =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () ->
                        log()
                            .replace(
                                first.with(i == 4 ? deleted(first) : edited(first, "edit " + i)),
                                null))
            .toList();
    assertThat(results(changes).get(4)).isTrue();
    assertThat(log().read(chat, first.message().id())).contains(first.with(deleted(first)));
    assertThat(log().heads(List.of(chat)).getOrDefault(chat, MessageLog.Head.NONE).position().rev())
        .isBetween(first.rev() + 1, first.rev() + 2);
  }

  private static <T> List<T> results(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> all = executor.invokeAll(tasks);
      return all.stream().map(Future::resultNow).toList();
    }
  }

  @Test
  void replaced_entries_come_in_the_order_of_their_last_replacement() {
    Posted one = append("one");
    Posted two = append("two");
    Posted three = append("three");
    long rev = three.rev();
    assertThat(log().replacedSince(chat, 0, 0, 10, AMPLE)).isEqualTo(MessageLog.RevisedPage.EMPTY);
    Posted edited = replace(three, edited(three, "three, edited"));
    Posted deleted = replace(one, deleted(one));
    Posted again = replace(edited, edited(edited, "three, again"));
    assertThat(log().replacedSince(chat, 0, 0, 10, AMPLE).entries())
        .containsExactly(new Revised<>(rev + 2, deleted), new Revised<>(rev + 3, again));
    Posted last = replace(two, edited(two, "two, edited"));
    assertThat(log().replacedSince(chat, rev + 2, 0, 10, AMPLE).entries())
        .containsExactly(new Revised<>(rev + 3, again), new Revised<>(rev + 4, last));
    assertThat(log().replacedSince(chat, rev + 4, 0, 10, AMPLE))
        .isEqualTo(MessageLog.RevisedPage.EMPTY);
    assertThat(log().replacedSince(chat(), 0, 0, 10, AMPLE))
        .isEqualTo(MessageLog.RevisedPage.EMPTY);
    log().delete(chat);
    assertThat(log().replacedSince(chat, 0, 0, 10, AMPLE)).isEqualTo(MessageLog.RevisedPage.EMPTY);
  }

  @Test
  void replaced_entries_are_bounded_in_number_place_and_bytes() {
    for (int i = 0; i < 6; i++) {
      Posted posted = append("m" + i);
      replace(posted, edited(posted, "x".repeat(10_000)));
    }
    assertThat(replaced(0, 3, AMPLE)).containsExactly(1L, 2L, 3L);
    assertThat(replaced(4, 3, AMPLE)).containsExactly(5L, 6L);
    assertThat(replaced(3, 2, AMPLE)).containsExactly(4L, 5L);
    assertThat(replaced(1, 9, 39_000)).containsExactly(2L, 3L, 4L);
    assertThat(replaced(1, 9, 1)).containsExactly(2L);
    assertThat(replaced(6, 9, AMPLE)).isEmpty();
    assertThat(log().replacedSince(chat, 0, 0, 5, AMPLE).hasMore()).isTrue();
    assertThat(log().replacedSince(chat, 0, 0, 6, AMPLE).hasMore()).isFalse();
    assertThat(log().replacedSince(chat, 0, 3, 3, AMPLE).hasMore()).isFalse();
    assertThat(log().replacedSince(chat, 0, 4, 2, 1).hasMore()).isTrue();
    assertThat(log().replacedSince(chat, 0, 5, 2, 1).hasMore()).isFalse();
  }

  private List<Long> replaced(long afterSeq, int max, long maxBytes) {
    return log().replacedSince(chat, 0, afterSeq, max, maxBytes).entries().stream()
        .map(revised -> revised.value().message().seq())
        .toList();
  }

  private Posted appendExpiring(Duration lifetime) {
    EncryptedContent content = new EncryptedContent("secret");
    return append(
        new Draft(chat, content, MessageType.TEXT, null, null, null, false, lifetime), ada);
  }

  private static Instant in(int seconds) {
    return Samples.NOW.plusSeconds(seconds);
  }

  @Test
  void messages_expire_in_the_order_of_their_times() {
    append("stays");
    Posted late = appendExpiring(Duration.ofSeconds(30));
    Posted early = appendExpiring(Duration.ofSeconds(10));
    Posted same = appendExpiring(Duration.ofSeconds(10));
    assertThat(log().expiring(chat, in(9), 9))
        .isEqualTo(new Expiring(List.of(), Optional.of(in(10))));
    assertThat(log().expiring(chat, in(10), 9).entries()).containsExactlyInAnyOrder(early, same);
    assertThat(log().expiring(chat, in(10), 9).next()).contains(in(30));
    assertThat(log().expiring(chat, in(29), 1).entries()).hasSize(1);
    assertThat(log().expiring(chat, in(29), 1).next()).contains(in(10));
    assertThat(log().expiring(chat, in(30), 9).entries())
        .containsExactlyInAnyOrder(early, same, late)
        .endsWith(late);
    assertThat(log().expiring(chat, in(30), 9).next()).isEmpty();
    assertThat(log().expiring(chat(), in(30), 9)).isEqualTo(Expiring.NONE);
  }

  @Test
  void a_deleted_message_does_not_expire_and_an_edited_one_does() {
    Posted edited = appendExpiring(Duration.ofSeconds(10));
    Posted deleted = appendExpiring(Duration.ofSeconds(20));
    Posted expired = appendExpiring(Duration.ofSeconds(30));
    Posted next = replace(edited, edited(edited, "edited"));
    replace(deleted, deleted(deleted));
    Posted gone = replace(expired, ((Message) expired.message()).expired());
    assertThat(log().expiring(chat, in(60), 9))
        .isEqualTo(new Expiring(List.of(next), Optional.empty()));
    assertThat(log().read(chat, expired.message().id())).contains(gone);
    log().delete(chat);
    assertThat(log().expiring(chat, in(60), 9)).isEqualTo(Expiring.NONE);
  }
}
