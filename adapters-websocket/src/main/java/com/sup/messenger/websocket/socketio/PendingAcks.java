package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/// The acknowledgements that one socket owes; safe for use by many threads.
final class PendingAcks {

  private record Pending(CompletableFuture<List<JsonNode>> answer, long deadline) {}

  private final int limit;
  private final Map<Long, Pending> pending = new HashMap<>();
  private long nextId;
  private boolean closed;

  PendingAcks(int limit) {
    this.limit = limit;
  }

  /// The id to ask with; empty when there will be no answer, and the future has failed.
  synchronized OptionalLong add(CompletableFuture<List<JsonNode>> answer, Duration timeout) {
    if (closed) {
      answer.completeExceptionally(new DisconnectedException());
      return OptionalLong.empty();
    }
    if (pending.size() >= limit) {
      answer.completeExceptionally(
          new IllegalStateException("too many acknowledgements are awaited"));
      return OptionalLong.empty();
    }
    long id = nextId++;
    pending.put(id, new Pending(answer, System.nanoTime() + timeout.toNanos()));
    return OptionalLong.of(id);
  }

  void resolve(long id, List<JsonNode> args) {
    Pending answered;
    synchronized (this) {
      answered = pending.remove(id);
    }
    if (answered != null) {
      answered.answer().complete(args);
    }
  }

  void expire(long nanoTime) {
    List<Pending> expired = takeExpired(nanoTime);
    if (!expired.isEmpty()) {
      // The clock thread must not run what the application does next.
      Thread.startVirtualThread(() -> expired.forEach(PendingAcks::timeOut));
    }
  }

  void close() {
    List<Pending> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(pending.values());
      pending.clear();
    }
    left.forEach(one -> one.answer().completeExceptionally(new DisconnectedException()));
  }

  private synchronized List<Pending> takeExpired(long nanoTime) {
    if (pending.isEmpty()) {
      return List.of();
    }
    List<Pending> expired = new ArrayList<>();
    for (Iterator<Pending> all = pending.values().iterator(); all.hasNext(); ) {
      Pending one = all.next();
      if (nanoTime - one.deadline() >= 0) {
        expired.add(one);
        all.remove();
      }
    }
    return expired;
  }

  private static void timeOut(Pending pending) {
    pending.answer().completeExceptionally(new TimeoutException("operation has timed out"));
  }
}
