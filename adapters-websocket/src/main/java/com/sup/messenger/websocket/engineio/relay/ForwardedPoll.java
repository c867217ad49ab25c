package com.sup.messenger.websocket.engineio.relay;

import com.sup.messenger.websocket.engineio.PeerUnavailableException;
import com.sup.messenger.websocket.engineio.packet.ControlPackets;
import com.sup.messenger.websocket.engineio.polling.PollRequest;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// A GET of another instance's session. It asks the owner for packets until there are some.
///
/// If the owner gave packets and the client did not get them, the session ends. The client gets
/// them when it comes back, so nothing is lost.
final class ForwardedPoll {

  private enum State {
    WAITING,
    ANSWERED,
    CANCELLED
  }

  private final RemoteSession session;
  private final PollRequest request;
  private final long number;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  ForwardedPoll(RemoteSession session, PollRequest request) {
    this.session = session;
    this.request = request;
    this.number = session.relay().nextNumber();
  }

  /// Asks for the packets that are there now. If there are none, it waits on another thread and
  /// answers the request.
  SessionStatus begin() {
    try {
      RelayAnswer first = ask(Duration.ZERO, false);
      return first instanceof RelayAnswer.Waiting(boolean known)
          ? keepWaiting(known)
          : settle(first);
    } catch (PeerUnavailableException e) {
      session.end();
      return SessionStatus.UNKNOWN;
    }
  }

  private SessionStatus keepWaiting(boolean known) {
    if (!session.relay().beginPoll()) {
      session.end();
      return SessionStatus.BUSY;
    }
    count(known);
    Thread.startVirtualThread(this::await);
    return SessionStatus.USABLE;
  }

  private SessionStatus settle(RelayAnswer answer) {
    if (answer instanceof RelayAnswer.Packets(byte[] body)) {
      answer(body);
      return SessionStatus.USABLE;
    }
    return answer instanceof RelayAnswer.Status(SessionStatus status)
        ? status
        : SessionStatus.UNKNOWN;
  }

  /// Ends the poll, because the client has gone.
  ///
  /// @return false if the answer is on the way
  boolean cancel() {
    boolean cancelled = state.compareAndSet(State.WAITING, State.CANCELLED);
    if (cancelled) {
      session.end();
    }
    return cancelled;
  }

  private void count(boolean known) {
    if (known) {
      request.isKnown();
      session.relay().isNoStranger(this);
    } else {
      session.relay().isStranger(this);
    }
  }

  /// Ends the poll and its session. Its client has not shown a token.
  void makeRoom() {
    session.end();
    close();
  }

  private void await() {
    try {
      RelayAnswer answer = new RelayAnswer.Waiting(false);
      while (answer instanceof RelayAnswer.Waiting && state.get() == State.WAITING) {
        answer = ask(session.relay().timings().hold(), session.relay().isClosing());
        if (answer instanceof RelayAnswer.Waiting(boolean known) && known) {
          count(true);
        }
      }
      if (answer instanceof RelayAnswer.Packets(byte[] body)) {
        answer(body);
      } else {
        close();
      }
    } catch (PeerUnavailableException e) {
      session.end();
      close();
    } finally {
      session.relay().isNoStranger(this);
      session.relay().endPoll();
    }
  }

  private RelayAnswer ask(Duration hold, boolean last) throws PeerUnavailableException {
    return session.ask(new Question.Poll(session.id(), number, hold, last));
  }

  /// Answers that the session is over. The client then begins another one.
  private void close() {
    answer(ControlPackets.CLOSE.payload());
  }

  private void answer(byte[] body) {
    if (!state.compareAndSet(State.WAITING, State.ANSWERED)) {
      return;
    }
    try {
      request.answer(body);
    } catch (RuntimeException clientGone) {
      session.end();
    }
  }
}
