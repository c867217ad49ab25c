package com.sup.messenger.websocket.engineio.relay;

import com.sup.messenger.websocket.engineio.PeerUnavailableException;
import com.sup.messenger.websocket.engineio.Peers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Instances in one process that ask each other, over a network that loses chosen messages.
public final class MemoryNetwork {
  private final Map<String, UnaryOperator<byte[]>> answerers = new ConcurrentHashMap<>();

  /// Every question that was asked, with repeated ones.
  public final List<Question> asked = new CopyOnWriteArrayList<>();

  /// Selects the questions that do not arrive.
  public volatile Predicate<Question> losesQuestion = _ -> false;

  /// Selects the questions whose answers do not arrive.
  public volatile Predicate<Question> losesAnswer = _ -> false;

  /// Adds an instance, until it [leaves][#leave].
  public Peers join(String id) {
    return new Peers() {
      @Override
      public String self() {
        return id;
      }

      @Override
      public byte[] ask(String instance, byte[] question, Duration timeout)
          throws PeerUnavailableException {
        return MemoryNetwork.this.ask(instance, question, timeout);
      }

      @Override
      public void answer(UnaryOperator<byte[]> answerer) {
        answerers.put(id, answerer);
      }
    };
  }

  public void leave(String id) {
    answerers.remove(id);
  }

  private byte[] ask(String instance, byte[] bytes, Duration timeout)
      throws PeerUnavailableException {
    UnaryOperator<byte[]> answerer = answerers.get(instance);
    if (answerer == null) {
      throw new PeerUnavailableException("gone");
    }
    Question question = decode(bytes);
    asked.add(question);
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    if (!losesQuestion.test(question)) {
      Thread.startVirtualThread(() -> answer(answerer, bytes, question, answer));
    }
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new PeerUnavailableException("no answer", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(
      UnaryOperator<byte[]> answerer,
      byte[] bytes,
      Question question,
      CompletableFuture<byte[]> answer) {
    byte[] given = answerer.apply(bytes);
    if (!losesAnswer.test(question)) {
      answer.complete(given);
    }
  }

  private static Question decode(byte[] bytes) {
    try {
      return RelayCodec.decodeQuestion(bytes).question();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns a condition that is true for the first question of a kind, and false for all others.
  public static Predicate<Question> once(Class<? extends Question> kind) {
    return times(1, kind);
  }

  public static Predicate<Question> times(int times, Class<? extends Question> kind) {
    AtomicInteger left = new AtomicInteger(times);
    return question -> kind.isInstance(question) && left.getAndDecrement() > 0;
  }
}
