package com.sup.messenger.websocket.engineio.relay;

import com.sup.messenger.websocket.engineio.PeerUnavailableException;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.session.HandOver;
import com.sup.messenger.websocket.engineio.session.SessionRegistry;
import com.sup.messenger.websocket.engineio.session.Upgrade;
import com.sup.messenger.websocket.engineio.session.WebSocketTransport;
import java.util.concurrent.atomic.AtomicBoolean;

/// The upgrade of a session of another instance to a WebSocket of this one. The session then
/// continues here.
public final class RemoteUpgrade implements Upgrade {
  private final RemoteSession session;
  private final WebSocketTransport candidate;
  private final SessionRegistry sessions;
  private final long number;
  private final long deadline;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile boolean completing;
  private final AtomicBoolean withdrawn = new AtomicBoolean();

  /// Makes an upgrade.
  ///
  /// @param number of the WebSocket, as the owner knows it
  public RemoteUpgrade(
      RemoteSession session,
      WebSocketTransport candidate,
      SessionRegistry sessions,
      long number,
      long deadline) {
    this.session = session;
    this.candidate = candidate;
    this.sessions = sessions;
    this.number = number;
    this.deadline = deadline;
  }

  @Override
  public boolean probe() {
    return !withdrawn.get()
        && session.status(new Question.Probe(session.id(), number)) == SessionStatus.USABLE;
  }

  /// Waits for the owner, until it has done everything that the client asked for before. The
  /// client's next messages come after that.
  @Override
  public boolean complete() {
    if (withdrawn.get()) {
      return false;
    }
    completing = true;
    try {
      RelayAnswer answer = session.ask(new Question.TakeOver(session.id(), number));
      if (answer instanceof RelayAnswer.Handed(HandOver handOver)) {
        sessions.upgraded(this);
        sessions.resume(session.id(), handOver, candidate);
        return true;
      }
      return false;
    } catch (PeerUnavailableException e) {
      return false;
    }
  }

  @Override
  public void withdraw() {
    // A client that keeps sending is rejected each time.
    if (withdrawn.compareAndSet(false, true)) {
      sessions.upgraded(this);
      session.tell(new Question.Withdraw(session.id(), number));
    }
  }

  /// Asks the owner after the deadline if it still waits.
  @Override
  public void tick(long now) {
    if (now - deadline >= 0 && asking.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::review);
    }
  }

  // An owner that has handed over no longer waits. That is no reason to close the WebSocket.
  private void review() {
    try {
      if (!probe() && !completing) {
        candidate.reject();
      }
    } finally {
      asking.set(false);
    }
  }
}
