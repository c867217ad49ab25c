package com.sup.messenger.websocket.engineio.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ReplyCacheTest {
  private final AtomicInteger actions = new AtomicInteger();

  @RepeatedTest(20)
  void of_many_at_once_one_acts_and_all_are_answered_alike() throws Exception {
    ReplyCache cache = new ReplyCache(Duration.ofMinutes(1), 1_000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<byte[]> ask = () -> cache.reply(new QuestionId(1, 1), this::act);
      List<Future<byte[]>> answers =
          threads.invokeAll(IntStream.range(0, 50).mapToObj(_ -> ask).toList());
      for (Future<byte[]> answer : answers) {
        assertThat(answer.get()).containsExactly(1);
      }
    }
    assertThat(actions).hasValue(1);
  }

  @Test
  void other_questions_are_acted_on() {
    ReplyCache cache = new ReplyCache(Duration.ofMinutes(1), 1_000);
    assertThat(cache.reply(new QuestionId(1, 1), this::act)).containsExactly(1);
    assertThat(cache.reply(new QuestionId(2, 1), this::act)).containsExactly(2);
    assertThat(cache.reply(new QuestionId(1, 2), this::act)).containsExactly(3);
  }

  @Test
  void a_failure_is_remembered_too() {
    ReplyCache cache = new ReplyCache(Duration.ofMinutes(1), 1_000);
    QuestionId id = new QuestionId(1, 1);
    assertThatThrownBy(
            () ->
                cache.reply(
                    id,
                    () -> {
                      throw new IllegalStateException();
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> cache.reply(id, this::act)).isInstanceOf(RuntimeException.class);
    assertThat(actions).hasValue(0);
  }

  @Test
  void where_answers_are_too_long_together_the_oldest_go_but_are_not_acted_on_again() {
    ReplyCache cache = new ReplyCache(Duration.ofMinutes(1), 2L * (ReplyCache.OVERHEAD + 1));
    for (int i = 0; i < 3; i++) {
      cache.reply(new QuestionId(1, i), this::act);
    }
    assertThatThrownBy(() -> cache.reply(new QuestionId(1, 0), this::act))
        .isInstanceOf(RuntimeException.class);
    assertThat(cache.reply(new QuestionId(1, 1), this::act)).containsExactly(2);
    assertThat(actions).hasValue(3);
  }

  @Test
  void a_question_is_forgotten_after_its_life() {
    ReplyCache cache = new ReplyCache(Duration.ZERO, 1_000);
    assertThat(cache.reply(new QuestionId(1, 1), this::act)).containsExactly(1);
    assertThat(cache.reply(new QuestionId(1, 1), this::act)).containsExactly(2);
  }

  private byte[] act() {
    return new byte[] {(byte) actions.incrementAndGet()};
  }
}
