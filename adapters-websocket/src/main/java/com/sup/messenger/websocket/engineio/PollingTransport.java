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
  private final SessionState state;
  private final Object lock;
  private @Nullable PollRequest waiting;
  private @Nullable PollRequest answering;
  private @Nullable ConnectionContext post;
  private boolean readingPost;
  private boolean waitingSinceClose;
  private boolean draining;

  PollingTransport(EngineSession session, SessionState state, Object lock) {
    this.session = session;
    this.state = state;
    this.lock = lock;
  }

  /// Makes a GET wait, if it may.
  SessionStatus register(PollRequest poll) {
    synchronized (lock) {
      SessionStatus status = status(waiting != null);
      if (status == SessionStatus.USABLE) {
        waiting = poll;
        waitingSinceClose = state.isClosing();
      }
      return status;
    }
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

  /// Begins a POST, if it may.
  SessionStatus beginPost(ConnectionContext connection) {
    synchronized (lock) {
      SessionStatus status = status(post != null);
      if (status == SessionStatus.USABLE) {
        post = connection;
        readingPost = true;
      }
      return status;
    }
  }

  /// The body has been read whole; from now on the POST is answered, whatever happens.
  void bodyRead() {
    synchronized (lock) {
      readingPost = false;
    }
  }

  boolean isReadingPost() {
    synchronized (lock) {
      return readingPost;
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

  private SessionStatus status(boolean occupied) {
    if (state.isClosed()) {
      return SessionStatus.UNKNOWN;
    }
    if (state.webSocket() != null) {
      return SessionStatus.OTHER_TRANSPORT;
    }
    return occupied ? SessionStatus.OVERLAP : SessionStatus.USABLE;
  }

  private boolean claim() {
    synchronized (lock) {
      if (draining || waiting == null || !state.hasPollAnswer()) {
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
      if (poll == null || !state.hasPollAnswer()) {
        draining = false;
        return null;
      }
      waiting = null;
      answering = poll;
      return new Answer(poll, state.takePollAnswer(waitingSinceClose));
    }
  }
}
