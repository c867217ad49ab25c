package com.sup.messenger.websocket.engineio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A GET that waits at another instance, which asks for its answer from time to time.
final class RemotePoll implements Poll {
  private static final int CAPACITY = 900_000;

  private final long number;
  private final long abandonmentNanos;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private volatile long askedAt = System.nanoTime();

  RemotePoll(long number, Duration abandonment) {
    this.number = number;
    this.abandonmentNanos = abandonment.toNanos();
  }

  boolean is(long asked) {
    return number == asked;
  }

  /// Waits for the answer, so long.
  ///
  /// @param known whether the client of the session is
  Answer await(Duration hold, boolean known) throws InterruptedException, ExecutionException {
    askedAt = System.nanoTime();
    try {
      return new Answer.Packets(body.get(hold.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      return new Answer.Waiting(known);
    } finally {
      askedAt = System.nanoTime();
    }
  }

  @Override
  public void answer(List<OutboundMessage> packets) {
    body.complete(Payload.encode(packets));
  }

  /// None comes after a close: see [#hasComeAfter].
  @Override
  public void refuse() {
    throw new UnsupportedOperationException("the order of polls elsewhere is not known");
  }

  @Override
  public boolean hasComeAfter(long moment) {
    return false;
  }

  @Override
  public void abort() {}

  @Override
  public int capacity() {
    return CAPACITY;
  }

  @Override
  public boolean isAbandoned(long now) {
    return now - askedAt > abandonmentNanos;
  }
}
