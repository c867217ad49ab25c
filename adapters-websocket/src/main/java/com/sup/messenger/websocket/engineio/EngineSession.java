package com.sup.messenger.websocket.engineio;

import io.helidon.webserver.ConnectionContext;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One session: its state, its outbox, its heartbeat, and the transports that it goes over.
///
/// Two locks. `inbound` serializes the calls of the listener and is held while they run. `lock`
/// guards the state; it is held for a moment only, and nothing blocks and no foreign code runs
/// under it. It may be taken under `inbound`, never the other way round.
final class EngineSession implements EngineSocket {

  private enum State {
    OPEN,
    /// Closed by the application; polls still take what was queued, then the close packet.
    CLOSING,
    CLOSED
  }

  private static final OutboundMessage CLOSE = OutboundMessage.packet('1', "");
  private static final OutboundMessage PING = OutboundMessage.packet('2', "");
  private static final OutboundMessage NOOP = OutboundMessage.packet('6', "");

  private final String id;
  private final EngineConfig config;
  private final EngineRequest handshake;
  private final Consumer<EngineSession> onOver;
  private final Inbound inbound = new Inbound(this);
  private final Object lock = new Object();
  private final Outbox outbox;
  private final Heartbeat heartbeat;
  private final PollingTransport polling = new PollingTransport(this, lock);
  private State state = State.OPEN;
  private @Nullable CloseReason closeReason;
  private @Nullable WebSocketTransport webSocket;
  private @Nullable WebSocketTransport probe;
  private boolean webSocketEnded;
  private OutboundMessage farewell = CLOSE;
  private long probeDeadline;
  private long lingerDeadline;

  /// @param onOver called once or more when the session has ended and nothing of it is left to send
  EngineSession(
      String id, EngineConfig config, EngineRequest handshake, Consumer<EngineSession> onOver) {
    this.id = id;
    this.config = config;
    this.handshake = handshake;
    this.onOver = onOver;
    this.outbox = new Outbox(config.outboxPackets(), config.outboxBytes());
    this.heartbeat =
        new Heartbeat(
            config.pingInterval().toNanos(), config.pingTimeout().toNanos(), System.nanoTime());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public EngineRequest handshake() {
    return handshake;
  }

  @Override
  public String transport() {
    synchronized (lock) {
      return transportName();
    }
  }

  private String transportName() {
    return webSocket == null ? Transports.POLLING : Transports.WEBSOCKET;
  }

  PollingTransport polling() {
    return polling;
  }

  /// Queues the open packet and gives the session its listener; nothing is delivered before.
  void open(EngineApplication application) {
    synchronized (lock) {
      boolean upgradable = webSocket == null && config.transports().contains(Transports.WEBSOCKET);
      outbox.add(OpenPacket.of(id, config, upgradable));
    }
    inbound.open(() -> Objects.requireNonNull(application.onOpen(this)));
  }

  @Override
  public void send(List<OutboundMessage> messages) {
    boolean fits;
    synchronized (lock) {
      if (state != State.OPEN || messages.isEmpty()) {
        return;
      }
      if (!isWritable() && Outbox.isDroppable(messages)) {
        return;
      }
      fits = outbox.offer(messages);
    }
    if (fits) {
      wake();
    } else {
      end(CloseReason.SLOW_CONSUMER);
    }
  }

  @Override
  public void close(CloseReason reason) {
    WebSocketTransport carrier;
    synchronized (lock) {
      if (state != State.OPEN) {
        return;
      }
      carrier = webSocket;
      state = carrier == null ? State.CLOSING : State.CLOSED;
      closeReason = reason;
      lingerDeadline = System.nanoTime() + config.closeTimeout().toNanos();
    }
    inbound.close(reason);
    if (carrier == null) {
      polling.signal();
    } else {
      carrier.close(reason);
    }
  }

  /// Ends the session now, unless it has ended; what is queued is dropped, a waiting GET gets a
  /// close packet.
  void end(CloseReason reason) {
    end(reason, CLOSE);
  }

  /// The client has closed the session; a waiting GET gets a noop packet.
  void endByClient() {
    end(CloseReason.TRANSPORT_CLOSE, NOOP);
  }

  private void end(CloseReason reason, OutboundMessage lastPacket) {
    boolean wasOpen;
    WebSocketTransport carrier;
    WebSocketTransport upgrading;
    synchronized (lock) {
      if (state == State.CLOSED) {
        return;
      }
      wasOpen = state == State.OPEN;
      state = State.CLOSED;
      farewell = lastPacket;
      outbox.clear();
      carrier = webSocket;
      upgrading = probe;
      probe = null;
      lingerDeadline = System.nanoTime() + config.closeTimeout().toNanos();
    }
    if (wasOpen) {
      inbound.close(reason);
    }
    if (carrier != null) {
      carrier.close(reason);
    }
    if (upgrading != null) {
      upgrading.close(reason);
    }
    if (reason == CloseReason.SLOW_CONSUMER || reason == CloseReason.PING_TIMEOUT) {
      polling.abortAnswer();
    }
    polling.abortPost();
    polling.signal();
    releaseIfOver();
  }

  /// Cuts whatever still lingers after the end.
  void abandon() {
    end(CloseReason.FORCED_CLOSE);
    polling.abortAnswer();
    WebSocketTransport carrier;
    synchronized (lock) {
      carrier = webSocket;
    }
    if (carrier != null) {
      carrier.terminate();
    }
  }

  /// Ends a closed session whose last packets no request waits for.
  void abandonIfIdle() {
    synchronized (lock) {
      if (webSocket != null || !polling.isIdle()) {
        return;
      }
    }
    abandon();
  }

  /// Tells the owner when nothing is left to be done for an ended session.
  void releaseIfOver() {
    boolean over;
    synchronized (lock) {
      over = state == State.CLOSED && polling.isIdle() && (webSocket == null || webSocketEnded);
    }
    if (over) {
      onOver.accept(this);
    }
  }

  /// The only clock of the session.
  void tick(long now) {
    WebSocketTransport lateProbe = null;
    boolean expired;
    boolean lingersTooLong;
    boolean pings = false;
    synchronized (lock) {
      expired = state == State.OPEN && heartbeat.isExpired(now);
      lingersTooLong = state != State.OPEN && now - lingerDeadline >= 0;
      if (state == State.OPEN && heartbeat.takePing(now)) {
        outbox.add(PING);
        pings = true;
      }
      if (probe != null && now - probeDeadline >= 0) {
        lateProbe = probe;
      }
    }
    if (expired) {
      end(CloseReason.PING_TIMEOUT);
    } else if (lingersTooLong) {
      abandon();
    } else if (pings) {
      wake();
    }
    if (lateProbe != null) {
      rejectProbe(lateProbe);
    }
    inbound.tick(now);
  }

  // ---- What comes from the client

  /// What the session is to a request for that transport; past the heartbeat's deadline it ends.
  SessionStatus status(String transport) {
    synchronized (lock) {
      if (state == State.CLOSED) {
        return SessionStatus.UNKNOWN;
      }
      if (state == State.CLOSING || !heartbeat.isExpired(System.nanoTime())) {
        return transport.equals(transportName())
            ? SessionStatus.USABLE
            : SessionStatus.OTHER_TRANSPORT;
      }
    }
    end(CloseReason.PING_TIMEOUT);
    return SessionStatus.UNKNOWN;
  }

  /// Makes a GET wait for packets, or answers it at once; one too many ends the session.
  SessionStatus poll(PollRequest request) {
    SessionStatus status;
    synchronized (lock) {
      status = pollingStatus();
      if (status == SessionStatus.USABLE && !polling.register(request, state == State.CLOSING)) {
        status = SessionStatus.OVERLAP;
      }
    }
    return started(status);
  }

  /// Begins to read a POST; one too many ends the session.
  SessionStatus beginPost(ConnectionContext connection) {
    SessionStatus status;
    synchronized (lock) {
      status = pollingStatus();
      if (status == SessionStatus.USABLE && !polling.beginPost(connection)) {
        status = SessionStatus.OVERLAP;
      }
    }
    return started(status);
  }

  private SessionStatus pollingStatus() {
    if (state == State.CLOSED) {
      return SessionStatus.UNKNOWN;
    }
    return webSocket == null ? SessionStatus.USABLE : SessionStatus.OTHER_TRANSPORT;
  }

  private SessionStatus started(SessionStatus status) {
    if (status == SessionStatus.OVERLAP) {
      end(CloseReason.TRANSPORT_ERROR);
    } else if (status == SessionStatus.USABLE) {
      polling.flush();
    }
    return status;
  }

  /// The packets of a POST body; false when one breaks the protocol, which ends the session.
  boolean onPayload(String payload) {
    return inbound.payload(payload);
  }

  void onPacket(String packet) {
    inbound.message(packet);
  }

  void onBinary(byte[] message) {
    inbound.binary(message);
  }

  /// Counts a packet from the client; false when the session takes no more.
  boolean admitPacket(boolean pong) {
    long now = System.nanoTime();
    synchronized (lock) {
      if (state != State.OPEN) {
        return false;
      }
      if (!heartbeat.isExpired(now)) {
        if (pong) {
          heartbeat.pongReceived(now);
        } else {
          heartbeat.packetReceived(now);
        }
        return true;
      }
    }
    end(CloseReason.PING_TIMEOUT);
    return false;
  }

  // ---- What goes to the client

  /// Whether a waiting GET has something to be answered with. Call with the lock held.
  boolean hasPollAnswer() {
    return state == State.CLOSED
        || webSocket != null
        || !outbox.isEmpty()
        || (probe == null ? state == State.CLOSING : probe.isProbed());
  }

  /// The packets for a GET, when [#hasPollAnswer()]. Call with the lock held.
  List<OutboundMessage> takePollAnswer(boolean sinceClose) {
    if (webSocket != null) {
      return List.of(NOOP);
    }
    if (state == State.CLOSED) {
      return List.of(farewell);
    }
    if (!outbox.isEmpty()) {
      return outbox.pollAll();
    }
    if (probe != null) {
      return List.of(NOOP);
    }
    state = State.CLOSED;
    return sinceClose ? List.of(NOOP, CLOSE) : List.of(CLOSE);
  }

  /// The next frame for a WebSocket, if it is the one in use.
  byte @Nullable [] nextFrame(WebSocketTransport asking) {
    synchronized (lock) {
      OutboundMessage message = asking == webSocket ? outbox.poll() : null;
      return message == null ? null : message.frame();
    }
  }

  private boolean isWritable() {
    return webSocket == null ? polling.isWritable() : !outbox.hasBacklog();
  }

  private void wake() {
    WebSocketTransport carrier;
    synchronized (lock) {
      if (outbox.isEmpty()) {
        return;
      }
      carrier = webSocket;
    }
    if (carrier == null) {
      polling.signal();
    } else {
      carrier.wake();
    }
  }

  // ---- WebSocket

  /// The session begins on a WebSocket.
  void startOn(WebSocketTransport transport) {
    synchronized (lock) {
      webSocket = transport;
    }
  }

  /// Sends what was queued while the session opened.
  void flushAfterOpening() {
    wake();
  }

  /// A WebSocket asks to take over; false when another does or did.
  boolean beginUpgrade(WebSocketTransport candidate) {
    synchronized (lock) {
      if (state == State.CLOSED || webSocket != null || probe != null) {
        return false;
      }
      probe = candidate;
      probeDeadline = System.nanoTime() + config.upgradeTimeout().toNanos();
      return true;
    }
  }

  boolean isCarriedBy(WebSocketTransport transport) {
    synchronized (lock) {
      return webSocket == transport;
    }
  }

  boolean isProbedBy(WebSocketTransport transport) {
    synchronized (lock) {
      return probe == transport;
    }
  }

  /// Lets the waiting GET go, so that the client can stop polling.
  void releasePoll() {
    polling.signal();
  }

  /// From now on the session goes over the WebSocket; false when it is not the one that probes.
  boolean completeUpgrade(WebSocketTransport transport) {
    CloseReason reason = null;
    synchronized (lock) {
      if (probe != transport) {
        return false;
      }
      probe = null;
      webSocket = transport;
      heartbeat.upgraded(System.nanoTime());
      if (state == State.CLOSING) {
        state = State.CLOSED;
        reason = closeReason;
      }
    }
    polling.signal();
    transport.wake();
    if (reason != null) {
      transport.close(reason);
    }
    return true;
  }

  /// Closes a WebSocket that is not, or no longer, on its way to take over.
  void rejectProbe(WebSocketTransport transport) {
    forgetProbe(transport);
    transport.close(CloseReason.FORCED_CLOSE);
  }

  void onWebSocketClosed(WebSocketTransport transport, CloseReason reason) {
    if (!isCarriedBy(transport)) {
      forgetProbe(transport);
      return;
    }
    synchronized (lock) {
      webSocketEnded = true;
    }
    end(reason);
    releaseIfOver();
  }

  private void forgetProbe(WebSocketTransport transport) {
    synchronized (lock) {
      if (probe == transport) {
        probe = null;
      }
    }
    polling.signal();
  }
}
