package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineApplication;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.EngineSocket;
import com.sup.messenger.websocket.engineio.Transports;
import com.sup.messenger.websocket.engineio.client.ClientCloses;
import com.sup.messenger.websocket.engineio.client.UnauthenticatedLimit;
import com.sup.messenger.websocket.engineio.packet.ControlPackets;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.packet.Outbox;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One session. Steps through its states, and makes its transports act on each step.
///
/// The lock guards the state, and is held for a moment only. Nothing blocks and no foreign code
/// runs under it. [Inbound] has a lock of its own, held while the listener runs. The state's lock
/// may be taken under it, never the other way round.
public final class EngineSession implements EngineSocket, ByteBudget.Holder {
  private final String id;
  private final EngineConfig config;
  private final ClientStanding client;
  private final Consumer<EngineSession> onOver;
  private final ClientCloses clientCloses;
  private final Inbound inbound = new Inbound(this);
  private final Object lock = new Object();
  private final SessionState state;
  private final PollingTransport polling;
  private final SessionUpgrade upgrade;
  private final LongAdder dropped;
  private volatile boolean over;

  /// Makes a session.
  ///
  /// @param onOver called when the session has ended, nothing is left to send, and the application
  ///     has done its work at an end
  /// @param clientCloses notes that the client closes the session by a POST
  /// @param dropped counts the packets that are dropped for a slow client
  /// @param strangers counts the session until its client is known
  EngineSession(
      String id,
      EngineConfig config,
      EngineRequest handshake,
      Consumer<EngineSession> onOver,
      ClientCloses clientCloses,
      LongAdder dropped,
      UnauthenticatedLimit<EngineSession> strangers) {
    this.dropped = dropped;
    this.id = id;
    this.config = config;
    this.client = new ClientStanding(this, account(), handshake, strangers);
    this.onOver = onOver;
    this.clientCloses = clientCloses;
    this.state = new SessionState(config, System.nanoTime(), dropped);
    this.polling = new PollingTransport(this, state, lock);
    this.upgrade = new SessionUpgrade(this, state, lock, inbound);
  }

  /// Counts the session among the strangers, and its handshake for its connection.
  void enter() {
    client.enter();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public EngineRequest handshake() {
    return client.handshake();
  }

  @Override
  public void authenticated(Set<String> kept) {
    client.accept(kept);
    trust(true);
  }

  @Override
  public void unauthenticated() {
    if (client.isKnown()) {
      client.forget();
      trust(false);
      client.enter();
      if (over) {
        client.leave();
      }
    }
  }

  private void trust(boolean trusted) {
    WebSocketTransport carrier;
    synchronized (lock) {
      carrier = state.webSocket();
    }
    if (carrier != null) {
      carrier.trust(trusted);
    }
  }

  /// Returns true if its client is known.
  @Override
  public boolean isTrusted() {
    return client.isKnown();
  }

  /// Ends the session, because it holds too many bytes.
  @Override
  public void cut() {
    end(CloseReason.FORCED_CLOSE);
  }

  /// Called when another transport carries the session.
  void carriedBy(WebSocketTransport transport) {
    if (client.isKnown()) {
      transport.trust(true);
    }
  }

  @Override
  public String transport() {
    synchronized (lock) {
      return state.webSocket() == null ? Transports.POLLING : Transports.WEBSOCKET;
    }
  }

  /// Returns the long-polling side of the session.
  public PollingTransport polling() {
    return polling;
  }

  /// Returns the upgrade of the session to a WebSocket.
  public SessionUpgrade upgrade() {
    return upgrade;
  }

  /// Starts the session on a WebSocket.
  public void startOn(WebSocketTransport transport) {
    synchronized (lock) {
      state.startOn(transport);
    }
  }

  /// Queues the open packet and gets the listener. Nothing is delivered before.
  void open(EngineApplication application) {
    WebSocketTransport carrier;
    synchronized (lock) {
      carrier = state.webSocket();
      if (state.isOpen()) {
        state.addPacket(OpenPacket.of(id, config, carrier == null));
      }
    }
    inbound.open(() -> Objects.requireNonNull(application.onOpen(this)));
    wake(carrier);
    // Another session may have taken its place meanwhile.
    releaseIfOver();
  }

  /// Continues a session of another instance, on a WebSocket, under the same id.
  void resume(HandOver from, WebSocketTransport transport, EngineApplication application) {
    synchronized (lock) {
      state.resume(from, transport, System.nanoTime());
    }
    if (from.closed() == null) {
      inbound.open(() -> Objects.requireNonNull(application.onHandOver(this, from.application())));
    } else {
      close(from.closed());
    }
    wake(transport);
  }

  @Override
  public void send(List<OutboundMessage> messages) {
    boolean fits;
    WebSocketTransport carrier;
    synchronized (lock) {
      carrier = state.webSocket();
      if (!state.isOpen() || messages.isEmpty()) {
        return;
      }
      if (Outbox.isDroppable(messages) && state.hasBacklog()) {
        dropped.add(messages.size());
        return;
      }
      fits = state.offer(messages, System.nanoTime());
    }
    if (fits) {
      wake(carrier);
    } else {
      end(CloseReason.SLOW_CONSUMER);
    }
  }

  @Override
  public long answeredPing() {
    synchronized (lock) {
      return state.answeredPing();
    }
  }

  /// Pings the client now, unless a ping waits for its answer.
  public void ping() {
    long now = System.nanoTime();
    synchronized (lock) {
      state.hastenPing(now);
    }
    tick(now);
  }

  @Override
  public long receivedAt() {
    return inbound.receivedAt();
  }

  @Override
  public boolean isOpen() {
    synchronized (lock) {
      return state.isOpen();
    }
  }

  @Override
  public void close(CloseReason reason) {
    WebSocketTransport carrier;
    synchronized (lock) {
      if (!state.isOpen()) {
        return;
      }
      carrier = state.webSocket();
      state.close(reason, System.nanoTime());
    }
    inbound.close(reason);
    close(carrier, reason);
    polling.signal();
  }

  /// Ends the session now, if it has not ended. Drops the queued packets. A waiting GET gets a
  /// close packet.
  public void end(CloseReason reason) {
    end(reason, ControlPackets.CLOSE);
  }

  /// Ends the session, because the client has closed it. A waiting GET gets a noop packet, if it
  /// came before.
  void endByClient() {
    if (transport().equals(Transports.POLLING)) {
      long at = inbound.receivedAt();
      polling.closedByClient(at);
      clientCloses.add(id, at);
    }
    end(CloseReason.TRANSPORT_CLOSE, ControlPackets.NOOP);
  }

  private void end(CloseReason reason, OutboundMessage farewell) {
    SessionState.Ending ending;
    synchronized (lock) {
      if (state.isClosed()) {
        return;
      }
      ending = state.end(farewell, System.nanoTime());
    }
    if (ending.wasOpen()) {
      inbound.close(reason);
    }
    close(ending.webSocket(), reason);
    SessionUpgrade.close(ending.probe(), reason);
    if (reason == CloseReason.SLOW_CONSUMER || reason == CloseReason.PING_TIMEOUT) {
      polling.abortAnswer();
    }
    polling.abortPost();
    polling.signal();
    releaseIfOver();
  }

  /// Cuts all connections that are left after the end.
  public void abandon() {
    end(CloseReason.FORCED_CLOSE);
    polling.abortAnswer();
    WebSocketTransport carrier;
    synchronized (lock) {
      carrier = state.webSocket();
      polling.forgetRemote();
    }
    if (carrier != null) {
      carrier.terminate();
    }
    releaseIfOver();
  }

  /// Calls the owner when nothing is left to do for an ended session.
  void releaseIfOver() {
    boolean isOver;
    synchronized (lock) {
      isOver = state.isClosed() && state.isWebSocketOver() && polling.isIdle() && inbound.isOver();
      over = isOver;
      if (isOver) {
        state.discard();
      }
    }
    if (isOver) {
      client.release();
      onOver.accept(this);
    }
  }

  /// Returns true if no client is there to take the last packets.
  public boolean isUnattended() {
    synchronized (lock) {
      return state.webSocket() == null && polling.isIdle();
    }
  }

  /// Checks all deadlines of the session.
  void tick(long now) {
    SessionState.Due due;
    WebSocketTransport carrier;
    synchronized (lock) {
      due = state.tick(now, polling.isPosting());
      carrier = state.webSocket();
    }
    SessionUpgrade.close(due.probe(), CloseReason.FORCED_CLOSE);
    polling.review(now);
    if (due.pingTimeout()) {
      end(CloseReason.PING_TIMEOUT);
    } else if (due.slow()) {
      end(CloseReason.SLOW_CONSUMER);
    } else if (due.abandon()) {
      abandon();
    } else if (due.ping()) {
      wake(carrier);
    } else if (due.probe() != null) {
      polling.signal();
    }
    inbound.tick(now);
  }

  /// Returns the status for a request with this transport. Ends the session if the heartbeat's
  /// deadline is over.
  public SessionStatus status(String transport) {
    synchronized (lock) {
      if (state.isClosed()) {
        return SessionStatus.UNKNOWN;
      }
      if (!state.isExpired(System.nanoTime())) {
        return transport.equals(transport()) ? SessionStatus.USABLE : SessionStatus.OTHER_TRANSPORT;
      }
    }
    end(CloseReason.PING_TIMEOUT);
    return SessionStatus.UNKNOWN;
  }

  /// Takes the packets of a POST body.
  ///
  /// @param receivedAt when they were received, by `nanoTime`
  /// @return false if one breaks the protocol, which ends the session
  boolean onPayload(String payload, long receivedAt) {
    return inbound.payload(payload, receivedAt);
  }

  /// Opens an account for input that the session holds.
  ByteBudget.Account account() {
    return config.inbound().open(this);
  }

  void onPacket(String packet, long receivedAt) {
    inbound.message(packet, receivedAt);
  }

  void onBinary(byte[] message, long receivedAt) {
    inbound.binary(message, receivedAt);
  }

  /// Counts a packet from the client.
  ///
  /// @return false if the session takes no more
  boolean admitPacket(boolean pong) {
    long now = System.nanoTime();
    synchronized (lock) {
      if (!state.isOpen()) {
        return false;
      }
      if (!state.isExpired(now)) {
        state.packetReceived(pong, now);
        return true;
      }
    }
    end(CloseReason.PING_TIMEOUT);
    return false;
  }

  /// Returns the next frame for a WebSocket, if it is the one in use.
  byte @Nullable [] nextFrame(WebSocketTransport asking) {
    synchronized (lock) {
      OutboundMessage message = state.takeFrameFor(asking);
      return message == null ? null : message.frame();
    }
  }

  /// Counts the packets that a transport took first as written.
  void written(int count) {
    synchronized (lock) {
      state.written(count);
    }
  }

  /// Returns the number of bytes that wait to be written.
  long waitingBytes() {
    synchronized (lock) {
      return state.waitingBytes();
    }
  }

  boolean isCarriedBy(WebSocketTransport transport) {
    synchronized (lock) {
      return state.webSocket() == transport;
    }
  }

  /// Called when the WebSocket that carries the session has closed.
  void onWebSocketClosed(CloseReason reason) {
    synchronized (lock) {
      state.webSocketEnded();
    }
    end(reason);
    releaseIfOver();
  }

  private void wake(@Nullable WebSocketTransport carrier) {
    if (carrier == null) {
      polling.signal();
    } else {
      carrier.wake();
    }
  }

  private static void close(@Nullable WebSocketTransport transport, CloseReason reason) {
    if (transport != null) {
      transport.close(reason);
    }
  }
}
