package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A polling session's way to a WebSocket, of this instance or of another one.
public final class SessionUpgrade {
  // What one message between instances carries, and room for the rest.
  private static final int MAX_QUEUED_BYTES = 900_000;

  private final EngineSession session;
  private final SessionState state;
  private final Object lock;
  private final Inbound inbound;

  /// @param lock guards the state
  SessionUpgrade(EngineSession session, SessionState state, Object lock, Inbound inbound) {
    this.session = session;
    this.state = state;
    this.lock = lock;
    this.inbound = inbound;
  }

  /// A WebSocket asks to take over; false when another does or did.
  public boolean begin(Probe candidate) {
    synchronized (lock) {
      return state.beginUpgrade(candidate, System.nanoTime());
    }
  }

  public boolean isProbedBy(Probe candidate) {
    synchronized (lock) {
      return candidate.equals(state.probe());
    }
  }

  boolean isUnderWay() {
    synchronized (lock) {
      return state.probe() != null;
    }
  }

  /// The WebSocket of another instance that has this number, if it is the one on its way.
  public @Nullable RemoteProbe remote(long number) {
    synchronized (lock) {
      return state.probe() instanceof RemoteProbe probe && probe.is(number) ? probe : null;
    }
  }

  /// The WebSocket works: polls are released.
  public void probed() {
    session.polling().signal();
  }

  /// From now on the session goes over the WebSocket; false when it is not the one that probes.
  boolean complete(WebSocketTransport transport) {
    CloseReason closed;
    synchronized (lock) {
      if (!transport.equals(state.probe())) {
        return false;
      }
      closed = state.completeUpgrade(transport, System.nanoTime());
    }
    session.carriedBy(transport);
    session.polling().signal();
    transport.wake();
    if (closed != null) {
      transport.close(closed);
    }
    return true;
  }

  /// Ends the session here, for it goes on at the WebSocket of another instance, after everything
  /// that has come from the client; empty when that WebSocket is not the one that probes, or the
  /// session cannot go on elsewhere, and where it has ended meanwhile.
  public Optional<HandOver> handOver(RemoteProbe probe) {
    if (!isProbedBy(probe) || isTooLong()) {
      return Optional.empty();
    }
    Optional<byte[]> application = isClosing() ? Optional.of(new byte[0]) : inbound.handOver();
    return application.flatMap(bytes -> handOver(probe, bytes));
  }

  private boolean isTooLong() {
    synchronized (lock) {
      return state.queuedBytes() > MAX_QUEUED_BYTES;
    }
  }

  private boolean isClosing() {
    synchronized (lock) {
      return state.isClosing();
    }
  }

  private Optional<HandOver> handOver(RemoteProbe probe, byte[] application) {
    HandOver handOver = null;
    synchronized (lock) {
      if (probe.equals(state.probe())) {
        handOver = state.handOver(session.handshake(), application, System.nanoTime());
      }
    }
    session.polling().signal();
    // The application has let go: without its WebSocket nothing is left of the session.
    session.end(CloseReason.TRANSPORT_ERROR);
    session.releaseIfOver();
    return Optional.ofNullable(handOver);
  }

  /// A WebSocket will not take over.
  public void forget(Probe candidate) {
    synchronized (lock) {
      state.forgetProbe(candidate);
    }
    session.polling().signal();
  }

  /// Never blocks.
  static void close(@Nullable Probe probe, CloseReason reason) {
    if (probe != null) {
      probe.close(reason);
    }
  }
}
