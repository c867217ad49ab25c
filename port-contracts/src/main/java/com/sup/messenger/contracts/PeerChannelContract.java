package com.sup.messenger.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.transport.PeerChannel;
import com.sup.messenger.contracts.endurance.PortContract;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [PeerChannel] for adapters that reach other instances.
public abstract class PeerChannelContract extends PortContract {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LATE = Duration.ofSeconds(60);

  /// Returns the peers of one instance.
  protected abstract PeerChannel one();

  /// Returns the peers of another instance.
  protected abstract PeerChannel other();

  /// Returns the id of the other instance.
  protected abstract String idOfOther();

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void an_instance_that_is_asked_answers() {
    other().answer(question -> bytes("to " + new String(question, UTF_8)));
    assertThat(one().ask(idOfOther(), bytes("me"), SOON)).isEqualTo(bytes("to me"));
  }

  @Test
  void any_bytes_go_both_ways() {
    byte[] large = new byte[1_400_000];
    new Random(1).nextBytes(large);
    other().answer(question -> question);
    assertThat(one().ask(idOfOther(), large, SOON)).isEqualTo(large);
    assertThat(one().ask(idOfOther(), new byte[0], SOON)).isEmpty();
  }

  @Test
  void a_slow_answer_holds_up_no_other() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    other()
        .answer(
            question -> {
              if (question.length > 0) {
                awaitQuietly(release);
              }
              return question;
            });
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<byte[]> slow = executor.submit(() -> one().ask(idOfOther(), bytes("slow"), SOON));
      List<Future<byte[]>> quick =
          IntStream.range(0, 50)
              .mapToObj(_ -> executor.submit(() -> one().ask(idOfOther(), new byte[0], SOON)))
              .toList();
      for (Future<byte[]> answer : quick) {
        assertThat(answer.get()).isEmpty();
      }
      assertThat(slow.isDone()).isFalse();
      release.countDown();
      assertThat(slow.get()).isEqualTo(bytes("slow"));
    }
  }

  @Test
  void many_questions_of_two_instances_wait_at_a_time() throws Exception {
    int each = PeerChannel.MAX_ASKED / 3;
    CountDownLatch waiting = new CountDownLatch(2 * each);
    answerAfter(waiting, waiting);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> answers =
          IntStream.range(0, 2 * each)
              .mapToObj(i -> i % 2 == 0 ? one() : other())
              .map(asker -> executor.submit(() -> asker.ask(idOfOther(), bytes("x"), SOON)))
              .toList();
      for (Future<byte[]> answer : answers) {
        assertThat(answer.get()).isEqualTo(bytes("x"));
      }
    }
  }

  @Test
  void a_question_beyond_the_bound_is_unavailable_at_once() throws Exception {
    CountDownLatch waiting = new CountDownLatch(PeerChannel.MAX_ASKED);
    CountDownLatch release = new CountDownLatch(1);
    answerAfter(waiting, release);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int i = 0; i < PeerChannel.MAX_ASKED; i++) {
          executor.execute(() -> askUntil(release));
        }
        assertThat(waiting.await(LATE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> one().ask(idOfOther(), bytes("x"), LATE))
            .isInstanceOf(UnavailableException.class);
      } finally {
        release.countDown();
      }
    }
  }

  /// Asks until there is an answer. On a busy machine, a question may be unavailable at first.
  private void askUntil(CountDownLatch release) {
    try {
      do {
        try {
          one().ask(idOfOther(), bytes("x"), LATE);
          return;
        } catch (UnavailableException _) {
          // Asked again after a pause.
        }
      } while (!release.await(10, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerAfter(CountDownLatch waiting, CountDownLatch release) {
    other()
        .answer(
            question -> {
              waiting.countDown();
              awaitQuietly(release);
              return question;
            });
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void no_answer_in_time_is_unavailable() {
    other()
        .answer(
            _ -> {
              throw new IllegalStateException("no answer");
            });
    assertThatThrownBy(() -> one().ask(idOfOther(), bytes("?"), Duration.ofMillis(300)))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void an_instance_that_is_not_there_is_unavailable_at_once() {
    long start = System.nanoTime();
    assertThatThrownBy(() -> one().ask("nobody", bytes("?"), LATE))
        .isInstanceOf(UnavailableException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
