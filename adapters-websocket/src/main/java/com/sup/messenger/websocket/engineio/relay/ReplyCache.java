package com.sup.messenger.websocket.engineio.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Acts once on a question that comes several times, and answers it alike each time.
///
/// Keeps a question for a time, and at most 65,536 of them. Keeps its answer for as long, unless
/// all answers together take too many bytes.
final class ReplyCache {
  private static final int MAX_QUESTIONS = 65_536;

  /// The bytes that an answer takes beside its own.
  static final int OVERHEAD = 128;

  private static final class Reply {
    private final long since = System.nanoTime();
    private volatile CompletableFuture<byte[]> answer = new CompletableFuture<>();
    private int length;

    private void forget() {
      answer =
          CompletableFuture.failedFuture(new IllegalStateException("the answer is no longer kept"));
    }
  }

  private final long lifeNanos;
  private final long maxBytes;
  private final Map<QuestionId, Reply> replies = new LinkedHashMap<>();
  private final ArrayDeque<Reply> answered = new ArrayDeque<>();
  private long bytes;

  /// Makes an empty cache.
  ///
  /// @param life how long after a question it may come again
  ReplyCache(Duration life, long maxBytes) {
    this.lifeNanos = life.toNanos();
    this.maxBytes = maxBytes;
  }

  /// Runs `action` for a new question, and returns its result. Waits for that result if the
  /// question has come before.
  ///
  /// @throws RuntimeException if there was no answer, or it is no longer kept
  byte[] reply(QuestionId question, Supplier<byte[]> action) {
    Reply mine = new Reply();
    Reply known = remember(question, mine);
    return known == null ? act(mine, action) : known.answer.join();
  }

  private byte[] act(Reply reply, Supplier<byte[]> action) {
    try {
      byte[] answer = action.get();
      reply.answer.complete(answer);
      keep(reply, answer.length);
      return answer;
    } catch (RuntimeException | Error e) {
      reply.answer.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized @Nullable Reply remember(QuestionId question, Reply mine) {
    forgetUntil(mine.since - lifeNanos);
    return replies.putIfAbsent(question, mine);
  }

  private void forgetUntil(long end) {
    for (Iterator<Reply> oldest = replies.values().iterator(); oldest.hasNext(); ) {
      if (oldest.next().since - end > 0 && replies.size() < MAX_QUESTIONS) {
        break;
      }
      oldest.remove();
    }
    while (!answered.isEmpty() && answered.element().since - end <= 0) {
      bytes -= answered.remove().length;
    }
  }

  private synchronized void keep(Reply reply, int length) {
    reply.length = length + OVERHEAD;
    answered.add(reply);
    bytes += reply.length;
    while (bytes > maxBytes) {
      Reply oldest = answered.remove();
      bytes -= oldest.length;
      oldest.forget();
    }
  }
}
