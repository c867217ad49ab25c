package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.packet.Payload;
import com.sup.messenger.websocket.engineio.polling.Poll;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A GET that waits at another instance. That instance asks for the answer from time to time.
public final class RemotePoll implements Poll {
  private static final int CAPACITY = 900_000;

  private final long number;
  private final long abandonmentNanos;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private volatile long askedAt = System.nanoTime();

  /// Makes a poll.
  ///
  /// @param number of the poll at the other instance
  /// @param abandonment the time without a question after which it is given up
  public RemotePoll(long number, Duration abandonment) {
    this.number = number;
    this.abandonmentNanos = abandonment.toNanos();
  }

  boolean is(long asked) {
    return number == asked;
  }

  /// Waits for the body of the answer.
  ///
  /// @param hold the longest wait
  /// @return nothing if there is no answer after that time
  public Optional<byte[]> await(Duration hold) throws InterruptedException, ExecutionException {
    askedAt = System.nanoTime();
    try {
      return Optional.of(body.get(hold.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } finally {
      askedAt = System.nanoTime();
    }
  }

  @Override
  public void answer(List<OutboundMessage> packets) {
    body.complete(Payload.encode(packets));
  }

  /// Never called: [#hasComeAfter] is always false.
  @Override
  public void refuse() {
    throw new UnsupportedOperationException(
        "the order of arrival at another instance is not known");
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
