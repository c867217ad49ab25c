package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.chat.MessageLog] for replacements at a
/// time, and for the bus.
abstract class ReplacementRaces extends ReplacedEntries {

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
}
