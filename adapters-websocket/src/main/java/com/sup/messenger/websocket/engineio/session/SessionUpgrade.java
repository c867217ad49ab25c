package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The upgrade of a polling session to a WebSocket, of this instance or of another one.
public final class SessionUpgrade {
  // The size of one message between instances, with room for the rest.
  private static final int MAX_QUEUED_BYTES = 900_000;

  private final EngineSession session;
  private final SessionState state;
  private final Object lock;
  private final Inbound inbound;

  /// Makes the upgrade.
  ///
  /// @param lock guards the state
  SessionUpgrade(EngineSession session, SessionState state, Object lock, Inbound inbound) {
    this.session = session;
    this.state = state;
    this.lock = lock;
    this.inbound = inbound;
  }

  /// Starts an upgrade to a WebSocket.
  ///
  /// @return false if another WebSocket carries the session or probes
  public boolean begin(Probe candidate) {
    synchronized (lock) {
      return state.beginUpgrade(candidate, System.nanoTime());
    }
  }

  /// Returns true if this WebSocket probes now.
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

  /// Returns the WebSocket of another instance with this number, if it is the one that probes.
  public @Nullable RemoteProbe remote(long number) {
    synchronized (lock) {
      return state.probe() instanceof RemoteProbe probe && probe.is(number) ? probe : null;
    }
  }

  /// Releases the polls, because the WebSocket works.
  public void probed() {
    session.polling().signal();
  }

  /// Moves the session to the WebSocket.
  ///
  /// @return false if it is not the one that probes
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

  /// Ends the session here, after all messages of the client, because it continues at the WebSocket
  /// of another instance.
  ///
  /// @return nothing if that WebSocket does not probe, if the session cannot continue elsewhere, or
  ///     if it has ended meanwhile
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
    // The application has let go. Without its WebSocket nothing is left of the session.
    session.end(CloseReason.TRANSPORT_ERROR);
    session.releaseIfOver();
    return Optional.ofNullable(handOver);
  }

  /// Ends the probe of a WebSocket that will not take over.
  public void forget(Probe candidate) {
    synchronized (lock) {
      state.forgetProbe(candidate);
    }
    session.polling().signal();
  }

  /// Closes a WebSocket, if there is one. Never blocks.
  static void close(@Nullable Probe probe, CloseReason reason) {
    if (probe != null) {
      probe.close(reason);
    }
  }
}
