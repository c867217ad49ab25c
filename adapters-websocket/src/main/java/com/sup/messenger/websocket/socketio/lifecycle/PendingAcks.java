package com.sup.messenger.websocket.socketio.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.socketio.packet.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// The acknowledgements that the client of one socket owes. Safe for use by many threads.
public final class PendingAcks {

  private record Pending(CompletableFuture<List<JsonNode>> answer, long deadline) {}

  private final int limit;
  private final Map<Long, Pending> pending = new HashMap<>();
  private final AtomicLong nextId = new AtomicLong();
  private boolean closed;

  /// Makes an empty set with a bound. The first id is 0.
  public PendingAcks(int limit) {
    this(limit, 0);
  }

  /// Makes an empty set.
  ///
  /// @param firstId the first id that is not used yet
  public PendingAcks(int limit, long firstId) {
    this.limit = limit;
    nextId.set(firstId);
  }

  /// Returns an id that was not used before.
  public long nextId() {
    return nextId.getAndIncrement();
  }

  /// Adds an acknowledgement, if there is room. Else the future has failed.
  ///
  /// @return true if the client may be asked
  public synchronized boolean add(
      long id, CompletableFuture<List<JsonNode>> answer, Duration timeout) {
    if (closed) {
      answer.completeExceptionally(new DisconnectedException());
      return false;
    }
    if (pending.size() >= limit) {
      answer.completeExceptionally(
          new IllegalStateException("too many acknowledgements are awaited"));
      return false;
    }
    pending.put(id, new Pending(answer, System.nanoTime() + timeout.toNanos()));
    return true;
  }

  /// Completes an acknowledgement with the client's answer. Ignores an id that is not awaited.
  public void resolve(long id, Arguments args) {
    Pending answered;
    synchronized (this) {
      answered = pending.remove(id);
    }
    if (answered == null) {
      return;
    }
    if (args.refusal().isPresent()) {
      answered
          .answer()
          .completeExceptionally(new IllegalStateException("the answer exceeds a limit"));
    } else {
      answered.answer().complete(args.trees());
    }
  }

  /// Fails the acknowledgements whose time is over. Never blocks.
  public void expire(long nanoTime) {
    List<Pending> expired = takeExpired(nanoTime);
    if (!expired.isEmpty()) {
      // The clock thread must not run the application's next step.
      Thread.startVirtualThread(() -> expired.forEach(PendingAcks::timeOut));
    }
  }

  /// Fails all acknowledgements, and each one that is added later.
  public void close() {
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
