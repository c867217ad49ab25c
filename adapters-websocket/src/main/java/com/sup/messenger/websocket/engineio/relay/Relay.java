package com.sup.messenger.websocket.engineio.relay;

import com.sup.messenger.websocket.engineio.PeerUnavailableException;
import com.sup.messenger.websocket.engineio.Peers;
import com.sup.messenger.websocket.engineio.session.SessionId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Asks the owners of sessions that this instance does not have.
public final class Relay {
  private static final System.Logger LOGGER = System.getLogger(Relay.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();

  /// The bound of bodies that are on their way at a time, in units of 16 KiB: 8 MiB. The messages
  /// between instances share one channel with the events for clients.
  private static final int ROOM = 512;

  private static final int UNIT = 16 * 1024;

  /// The most polls at a time that ask if their session is there. Invented ids take such a place,
  /// but none of the places of polls that wait.
  private static final int MAX_QUESTIONS = 250;

  /// The longest time that a poll waits for such a place.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Peers peers;
  private final RelayTimings timings;
  private final int maxPolls;
  private final Semaphore polls;
  private final Semaphore questions = new Semaphore(MAX_QUESTIONS, true);
  private final LinkedHashSet<ForwardedPoll> strangers = new LinkedHashSet<>();
  private final Semaphore posts = new Semaphore(ROOM);
  private final long process = RANDOM.nextLong();
  private final AtomicLong count = new AtomicLong();
  private volatile boolean closing;

  /// Makes a relay.
  ///
  /// @param maxPolls the most polls that may wait for other instances at a time
  public Relay(Peers peers, RelayTimings timings, int maxPolls) {
    this.peers = peers;
    this.timings = timings;
    this.maxPolls = maxPolls;
    this.polls = new Semaphore(maxPolls);
  }

  RelayTimings timings() {
    return timings;
  }

  /// Returns a session of another instance, if the id is that of one.
  public Optional<RemoteSession> find(String sid) {
    return SessionId.owner(sid, peers.self()).map(owner -> new RemoteSession(this, owner, sid));
  }

  /// Returns a number that no other request has.
  public long nextNumber() {
    return RANDOM.nextLong();
  }

  /// Waits for a place to ask the owner of a poll's session. After true, call [#endQuestion()].
  boolean beginQuestion() {
    try {
      return questions.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void endQuestion() {
    questions.release();
  }

  /// Takes the place of one more poll that waits, if there is one. After true, call [#endPoll()].
  boolean beginPoll() {
    return polls.tryAcquire();
  }

  void endPoll() {
    polls.release();
  }

  /// Counts a poll whose client is not known. Such polls have a third of all places. If these are
  /// taken, the poll that has waited longest ends.
  void isStranger(ForwardedPoll poll) {
    ForwardedPoll longest = null;
    synchronized (strangers) {
      strangers.add(poll);
      if (strangers.size() > Math.max(1, maxPolls / 3)) {
        longest = strangers.removeFirst();
      }
    }
    if (longest != null) {
      longest.makeRoom();
    }
  }

  /// Stops counting a poll. It no longer waits, or its client is known.
  void isNoStranger(ForwardedPoll poll) {
    synchronized (strangers) {
      strangers.remove(poll);
    }
  }

  /// Returns true if polls wait for other instances.
  public boolean hasPolls() {
    return polls.availablePermits() < maxPolls;
  }

  /// Takes the room of one more body, if there is enough. After true, call [#endPost].
  boolean beginPost(int length) {
    return posts.tryAcquire(room(length));
  }

  void endPost(int length) {
    posts.release(room(length));
  }

  private static int room(int length) {
    return Math.min(ROOM, 1 + length / UNIT);
  }

  /// Prepares the stop of this instance. From now on no poll waits for longer than one hold.
  public void close() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  /// Asks until there is an answer, as often as allowed. Asks once if it is clear at once that none
  /// will come.
  ///
  /// @throws PeerUnavailableException if there is no answer; the owner may have acted all the same
  RelayAnswer ask(String instance, Question question) throws PeerUnavailableException {
    QuestionId id = new QuestionId(process, count.incrementAndGet());
    byte[] bytes = RelayCodec.encode(new RelayCodec.Identified(id, question));
    Duration timeout = timeout(question);
    for (int attempt = 1; ; attempt++) {
      long start = System.nanoTime();
      try {
        return RelayCodec.decodeAnswer(peers.ask(instance, bytes, timeout));
      } catch (PeerUnavailableException e) {
        boolean waited = System.nanoTime() - start > timeout.toNanos() / 2;
        if (!waited || attempt == timings.attempts()) {
          throw e;
        }
      } catch (IOException e) {
        throw new PeerUnavailableException("the answer is malformed", e);
      }
    }
  }

  private Duration timeout(Question question) {
    return switch (question) {
      case Question.Poll poll -> timings.patience().plus(poll.hold());
      // The application may take its time, and the client's poll waits no less.
      case Question.Post _, Question.TakeOver _ -> timings.patience().plus(timings.hold());
      default -> timings.patience();
    };
  }

  /// Sends news to an owner, later and without an answer.
  void tell(String instance, Question news) {
    Thread.startVirtualThread(
        () -> {
          try {
            ask(instance, news);
          } catch (PeerUnavailableException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "No answer from the owner of a session: {0}", e);
          }
        });
  }
}
