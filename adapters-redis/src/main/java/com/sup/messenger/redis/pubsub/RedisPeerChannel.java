package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.transport.PeerChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Questions and answers by publish and subscribe. Each instance has a channel for each of the two.
public final class RedisPeerChannel implements PeerChannel, AutoCloseable {

  private static final Logger LOG = System.getLogger(RedisPeerChannel.class.getName());

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Channels channels;
  private final String self;
  private final AtomicLong lastNumber = new AtomicLong();
  private final Map<Long, CompletableFuture<PeerMessage>> asked = new ConcurrentHashMap<>();
  private final Semaphore asking = new Semaphore(MAX_ASKED);
  private final Semaphore answering = new Semaphore(MAX_ANSWERED);
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param self the id of this instance
  public RedisPeerChannel(Channels channels, String self) {
    this.channels = channels;
    this.self = self;
    subscribe("answers", this::answered);
  }

  // Redis may be away when the service starts.
  private void subscribe(String what, Consumer<PeerMessage> receiver) {
    CountDownLatch triedOnce = new CountDownLatch(1);
    Thread.ofVirtual()
        .name("redis-" + what)
        .start(
            () -> {
              while (!trySubscribe(what, receiver) && !pause()) {
                triedOnce.countDown();
              }
              triedOnce.countDown();
            });
    awaitQuietly(triedOnce);
  }

  private boolean trySubscribe(String what, Consumer<PeerMessage> receiver) {
    try {
      channels.subscribe(channels.ofInstance(self, what), new Mailbox(receiver));
      return true;
    } catch (UnavailableException e) {
      return false;
    }
  }

  // Questions that a gap has swallowed reach their time limit.
  private record Mailbox(Consumer<PeerMessage> receiver) implements Subscribed.Receiver {

    @Override
    public void message(byte[] message) {
      receiver.accept(PeerMessage.open(message));
    }

    @Override
    public void gap() {}
  }

  private boolean pause() {
    try {
      return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public byte[] ask(String instance, byte[] question, Duration timeout) {
    if (!asking.tryAcquire()) {
      throw new UnavailableException("Too many questions are asked");
    }
    long number = lastNumber.incrementAndGet();
    CompletableFuture<PeerMessage> answer = new CompletableFuture<>();
    asked.put(number, answer);
    try {
      post(instance, "questions", new PeerMessage(number, self, true, ByteBuffer.wrap(question)));
      return await(answer, timeout);
    } finally {
      asked.remove(number);
      asking.release();
    }
  }

  private void post(String instance, String what, PeerMessage letter) {
    long receivers = channels.publish(channels.ofInstance(instance, what), letter.close());
    if (receivers == 0) {
      throw new UnavailableException("The instance does not listen");
    }
  }

  private static byte[] await(CompletableFuture<PeerMessage> answer, Duration timeout) {
    try {
      PeerMessage letter = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (letter.good()) {
        return letter.bytes();
      }
      throw new UnavailableException("The instance has no answer");
    } catch (TimeoutException | ExecutionException e) {
      throw new UnavailableException("No answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted");
    }
  }

  private void answered(PeerMessage letter) {
    CompletableFuture<PeerMessage> waiting = asked.get(letter.number());
    if (waiting != null) {
      waiting.complete(letter);
    }
  }

  @Override
  public void answer(UnaryOperator<byte[]> answerer) {
    subscribe(
        "questions",
        question -> {
          int room = Math.min(MAX_ANSWERED, 1 + question.content().remaining() / UNIT);
          if (answering.tryAcquire(room)) {
            Thread.startVirtualThread(() -> answer(answerer, question, room));
          }
        });
  }

  private void answer(UnaryOperator<byte[]> answerer, PeerMessage question, int room) {
    try {
      post(question.sender(), "answers", answerTo(question, answerer));
    } catch (UnavailableException e) {
      LOG.log(Level.DEBUG, "An answer was lost: {0}", e.getMessage());
    } finally {
      answering.release(room);
    }
  }

  private PeerMessage answerTo(PeerMessage question, UnaryOperator<byte[]> answerer) {
    try {
      ByteBuffer answer = ByteBuffer.wrap(answerer.apply(question.bytes()));
      return new PeerMessage(question.number(), self, true, answer);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "No answer to a peer: {0}", e.getClass().getName());
      return new PeerMessage(question.number(), self, false, ByteBuffer.allocate(0));
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
