package com.sup.messenger.websocket.engineio;

import io.helidon.webserver.ConnectionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The long-polling side of a session: at most one GET that waits, one answer that is being written
/// and one POST.
///
/// All fields are guarded by the session's lock.
final class PollingTransport {

  private record Answer(PollRequest poll, List<OutboundMessage> packets) {}

  private final EngineSession session;
  private final Object lock;
  private @Nullable PollRequest waiting;
  private @Nullable PollRequest answering;
  private @Nullable ConnectionContext post;
  private boolean readingPost;
  private boolean waitingSinceClose;
  private boolean draining;

  PollingTransport(EngineSession session, Object lock) {
    this.session = session;
    this.lock = lock;
  }

  /// Makes the GET wait; false when another waits already. Call with the lock held.
  boolean register(PollRequest poll, boolean sinceClose) {
    if (waiting != null) {
      return false;
    }
    waiting = poll;
    waitingSinceClose = sinceClose;
    return true;
  }

  /// Takes back a GET whose client has gone; false when its answer is on the way.
  boolean withdraw(PollRequest poll) {
    synchronized (lock) {
      if (waiting != poll) {
        return false;
      }
      waiting = null;
      return true;
    }
  }

  /// Begins a POST; false when another is being read or handled. Call with the lock held.
  boolean beginPost(ConnectionContext connection) {
    if (post != null) {
      return false;
    }
    post = connection;
    readingPost = true;
    return true;
  }

  /// The body has been read whole; from now on the POST is answered, whatever happens.
  void bodyRead() {
    synchronized (lock) {
      readingPost = false;
    }
  }

  void endPost() {
    synchronized (lock) {
      post = null;
      readingPost = false;
    }
  }

  boolean isWaiting() {
    synchronized (lock) {
      return waiting != null;
    }
  }

  /// Whether a packet would go out at once. Call with the lock held.
  boolean isWritable() {
    return waiting != null && !draining;
  }

  /// Whether no GET waits or is being answered. Call with the lock held.
  boolean isIdle() {
    return waiting == null && !draining;
  }

  /// Has the waiting GET answered, if there is something to answer; never blocks.
  void signal() {
    if (claim()) {
      Thread.startVirtualThread(this::drain);
    }
  }

  /// Like [#signal()], on this thread.
  void flush() {
    if (claim()) {
      drain();
    }
  }

  /// Cuts the connection of an answer that the client does not read.
  void abortAnswer() {
    PollRequest stuck;
    synchronized (lock) {
      stuck = answering;
    }
    if (stuck != null) {
      stuck.abort();
    }
  }

  /// Cuts the connection of a POST whose body is still being read.
  void abortPost() {
    ConnectionContext reading;
    synchronized (lock) {
      reading = readingPost ? post : null;
    }
    if (reading != null) {
      SocketCloser.close(reading);
    }
  }

  private boolean claim() {
    synchronized (lock) {
      if (draining || waiting == null || !session.hasPollAnswer()) {
        return false;
      }
      draining = true;
      return true;
    }
  }

  private void drain() {
    for (Answer answer = next(); answer != null; answer = next()) {
      try {
        answer.poll().answer(answer.packets());
      } catch (RuntimeException | Error e) {
        session.end(CloseReason.TRANSPORT_ERROR);
      }
    }
    session.releaseIfOver();
  }

  private @Nullable Answer next() {
    synchronized (lock) {
      answering = null;
      PollRequest poll = waiting;
      if (poll == null || !session.hasPollAnswer()) {
        draining = false;
        return null;
      }
      waiting = null;
      answering = poll;
      return new Answer(poll, session.takePollAnswer(waitingSinceClose));
    }
  }
}
