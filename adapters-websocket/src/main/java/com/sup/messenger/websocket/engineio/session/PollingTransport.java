package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.packet.ControlPackets;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.packet.Payload;
import com.sup.messenger.websocket.engineio.polling.Poll;
import com.sup.messenger.websocket.engineio.polling.PollRequest;
import com.sup.messenger.websocket.engineio.polling.PollingSession;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The long-polling side of a session. It has at most one GET that waits, one answer that is being
/// written, and one POST.
///
/// The session's lock guards all fields.
public final class PollingTransport implements PollingSession {

  /// The answer to a poll.
  ///
  /// @param late true if the GET came after the client's close
  private record Reply(Poll poll, List<OutboundMessage> packets, boolean late) {

    void write() {
      if (late) {
        poll.refuse();
      } else {
        poll.answer(packets);
      }
    }
  }

  private final EngineSession session;
  private final SessionState state;
  private final Object lock;
  private @Nullable Poll waiting;
  private @Nullable Poll answering;

  /// The GET at another instance, until that instance has taken its answer.
  private @Nullable RemotePoll remote;

  private final PostInProgress post = new PostInProgress();

  /// The time at which the POST came by which the client closed the session.
  private OptionalLong closedAt = OptionalLong.empty();

  private boolean waitingSinceClose;
  private boolean draining;

  PollingTransport(EngineSession session, SessionState state, Object lock) {
    this.session = session;
    this.state = state;
    this.lock = lock;
  }

  @Override
  public SessionStatus poll(PollRequest poll) {
    return begin(poll);
  }

  private SessionStatus begin(Poll poll) {
    SessionStatus status;
    synchronized (lock) {
      status = status(waiting != null);
      if (status == SessionStatus.USABLE) {
        waiting = poll;
        waitingSinceClose = state.isClosing();
        remote = poll instanceof RemotePoll elsewhere ? elsewhere : null;
      }
    }
    if (status == SessionStatus.OVERLAP) {
      session.end(CloseReason.TRANSPORT_ERROR);
    } else {
      flush();
    }
    return status;
  }

  /// Returns the GET of another instance with this number, if it is the current one.
  public @Nullable RemotePoll remote(long number) {
    synchronized (lock) {
      return remote != null && remote.is(number) ? remote : null;
    }
  }

  /// Makes a GET at another instance wait for packets.
  public SessionStatus poll(RemotePoll poll) {
    return begin(poll);
  }

  /// Answers a GET at another instance with a noop packet, unless it is being answered.
  public void release(RemotePoll poll) {
    synchronized (lock) {
      if (waiting != poll) {
        return;
      }
      waiting = null;
    }
    poll.answer(List.of(ControlPackets.NOOP));
  }

  /// Ends the GET of another instance, which has taken its answer.
  public void taken(RemotePoll poll) {
    synchronized (lock) {
      remote = remote == poll ? null : remote;
    }
    session.releaseIfOver();
  }

  @Override
  public boolean cancel(PollRequest poll) {
    synchronized (lock) {
      if (waiting != poll) {
        return false;
      }
    }
    // It waits until the session has ended. Else the next GET could come in between, and wait.
    session.end(CloseReason.TRANSPORT_ERROR);
    return true;
  }

  /// Ends the session if nobody takes the answer of a GET at another instance any more.
  void review(long now) {
    synchronized (lock) {
      if (remote == null || !remote.isAbandoned(now)) {
        return;
      }
    }
    // In this order. Else the next GET could come in between, and wait.
    session.end(CloseReason.TRANSPORT_ERROR);
    synchronized (lock) {
      forgetRemote();
    }
    session.releaseIfOver();
  }

  /// Stops waiting for another instance to take an answer. Call with the lock held.
  void forgetRemote() {
    waiting = waiting == remote ? null : waiting;
    remote = null;
  }

  @Override
  public SessionStatus beginPost(@Nullable TcpConnection connection) {
    SessionStatus status;
    synchronized (lock) {
      status = status(post.isOpen());
      if (status == SessionStatus.USABLE) {
        post.begin(connection);
      }
    }
    if (status == SessionStatus.OVERLAP) {
      session.end(CloseReason.TRANSPORT_ERROR);
    }
    return status;
  }

  @Override
  public void breakPost() {
    bodyRead();
    session.end(CloseReason.TRANSPORT_ERROR);
  }

  @Override
  public SessionStatus longPost() {
    return session.isTrusted() ? SessionStatus.USABLE : SessionStatus.TOO_LARGE;
  }

  @Override
  public SessionStatus post(byte[] body) {
    long receivedAt = bodyRead();
    try {
      boolean allowed = session.onPayload(Payload.decode(body), receivedAt);
      return allowed ? SessionStatus.USABLE : SessionStatus.VIOLATED;
    } catch (CharacterCodingException e) {
      session.end(CloseReason.PARSE_ERROR);
      return SessionStatus.VIOLATED;
    }
  }

  /// Notes that the client has closed the session by a POST.
  ///
  /// @param arrival when that POST came, by `nanoTime`
  void closedByClient(long arrival) {
    synchronized (lock) {
      closedAt = OptionalLong.of(arrival);
    }
  }

  @Override
  public void endPost() {
    synchronized (lock) {
      post.end();
    }
  }

  /// Returns true if a POST has come whose answer has not begun.
  boolean isPosting() {
    synchronized (lock) {
      return post.isOpen();
    }
  }

  /// Marks the body as read. From now on the POST is answered in any case.
  ///
  /// @return when it came, by `nanoTime`
  private long bodyRead() {
    synchronized (lock) {
      return post.bodyRead();
    }
  }

  boolean isReadingPost() {
    synchronized (lock) {
      return post.isBeingRead();
    }
  }

  boolean isWaiting() {
    synchronized (lock) {
      return waiting != null;
    }
  }

  /// Returns true if no GET waits or is being answered. Call with the lock held.
  boolean isIdle() {
    return waiting == null && !draining && remote == null;
  }

  /// Answers the waiting GET on another thread, if there is an answer. Never blocks.
  void signal() {
    if (claim()) {
      Thread.startVirtualThread(this::drain);
    }
  }

  /// Answers the waiting GET on this thread, if there is an answer.
  private void flush() {
    if (claim()) {
      drain();
    }
  }

  /// Cuts the connection of an answer that the client does not read.
  void abortAnswer() {
    Poll stuck;
    synchronized (lock) {
      stuck = answering;
    }
    if (stuck != null) {
      stuck.abort();
    }
  }

  /// Cuts the connection of a POST whose body is still being read.
  void abortPost() {
    TcpConnection reading;
    synchronized (lock) {
      reading = post.read();
    }
    if (reading != null) {
      reading.cut();
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
    for (Reply reply = next(); reply != null; reply = next()) {
      try {
        reply.write();
      } catch (RuntimeException | Error e) {
        session.end(CloseReason.TRANSPORT_ERROR);
      } finally {
        session.written(reply.packets().size());
      }
    }
    session.releaseIfOver();
  }

  private @Nullable Reply next() {
    synchronized (lock) {
      answering = null;
      Poll poll = waiting;
      if (poll == null || !state.hasPollAnswer()) {
        draining = false;
        return null;
      }
      waiting = null;
      answering = poll;
      return new Reply(
          poll,
          state.takePollAnswer(waitingSinceClose, poll.capacity()),
          closedAt.isPresent() && poll.hasComeAfter(closedAt.getAsLong()));
    }
  }
}
