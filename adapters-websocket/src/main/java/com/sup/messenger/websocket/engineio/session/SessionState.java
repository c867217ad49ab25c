package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.packet.ControlPackets;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.packet.Outbox;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What a session is at a moment, and which steps it may take; not thread-safe, without effects.
///
/// Open; then closing, after the application closed it while polling: polls still take what was
/// queued, then the close packet; then closed.
final class SessionState {

  private enum Phase {
    OPEN,
    CLOSING,
    CLOSED
  }

  /// What an end leaves to be done.
  record Ending(boolean wasOpen, @Nullable WebSocketTransport webSocket, @Nullable Probe probe) {}

  /// What has become due.
  record Due(
      boolean ping, boolean pingTimeout, boolean slow, boolean abandon, @Nullable Probe probe) {}

  private final EngineConfig config;
  private final Outbox outbox;
  private final Heartbeat heartbeat;
  private Phase phase = Phase.OPEN;
  private OutboundMessage farewell = ControlPackets.CLOSE;
  private @Nullable CloseReason closeReason;
  private @Nullable WebSocketTransport webSocket;
  private @Nullable Probe probe;
  private boolean webSocketEnded;
  private long probeDeadline;
  private long lingerDeadline;

  /// @param dropped counts the packets that are dropped for a slow client
  SessionState(EngineConfig config, long now, LongAdder dropped) {
    this.config = config;
    this.outbox =
        new Outbox(
            config.outboxPackets(),
            config.outboxBytes(),
            config.outboxPatience(),
            config.outbound(),
            dropped);
    this.heartbeat =
        new Heartbeat(config.pingInterval().toNanos(), config.pingTimeout().toNanos(), now);
  }

  /// The WebSocket in use; `null` while the session polls.
  @Nullable WebSocketTransport webSocket() {
    return webSocket;
  }

  /// The session begins on a WebSocket.
  void startOn(WebSocketTransport transport) {
    webSocket = transport;
  }

  @Nullable Probe probe() {
    return probe;
  }

  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  boolean isClosing() {
    return phase == Phase.CLOSING;
  }

  boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  boolean isExpired(long now) {
    return phase == Phase.OPEN && heartbeat.isExpired(now);
  }

  boolean isWebSocketOver() {
    return webSocket == null || webSocketEnded;
  }

  boolean hasBacklog() {
    return outbox.hasBacklog();
  }

  /// So many of those that were taken first have been written.
  void written(int count) {
    outbox.written(count);
  }

  /// Nothing is sent any more: what has come after the end does not wait.
  void discard() {
    outbox.clear();
  }

  /// How much waits to be written, in bytes.
  long waitingBytes() {
    return outbox.waitingBytes();
  }

  int queuedBytes() {
    return outbox.bytes();
  }

  void addPacket(OutboundMessage packet) {
    outbox.add(packet);
  }

  boolean offer(List<OutboundMessage> messages, long now) {
    return outbox.offer(messages, now);
  }

  void packetReceived(boolean pong, long now) {
    if (pong) {
      heartbeat.pongReceived(now);
    } else {
      heartbeat.packetReceived(now);
    }
  }

  /// The application closes the open session: what is queued is still sent.
  void close(CloseReason reason, long now) {
    phase = webSocket == null ? Phase.CLOSING : Phase.CLOSED;
    closeReason = reason;
    lingerDeadline = now + config.closeTimeout().toNanos();
  }

  /// Ends the session now; what is queued is dropped, a waiting GET gets the farewell.
  Ending end(OutboundMessage farewell, long now) {
    Ending ending = new Ending(phase == Phase.OPEN, webSocket, probe);
    phase = Phase.CLOSED;
    probe = null;
    this.farewell = farewell;
    outbox.clear();
    lingerDeadline = now + config.closeTimeout().toNanos();
    return ending;
  }

  /// Nothing that waits can be sent any more.
  void webSocketEnded() {
    webSocketEnded = true;
    outbox.clear();
  }

  /// Looks at all deadlines; queues a ping that is due, and forgets a probe that took too long.
  ///
  /// @param posting whether a POST is under way: the client completes no upgrade before its answer,
  ///     from which on the probe has its time, and engine.io-client would poll no more if its
  ///     WebSocket closed meanwhile
  Due tick(long now, boolean posting) {
    boolean expired = isExpired(now);
    boolean ping = phase == Phase.OPEN && !expired && heartbeat.takePing(now);
    if (ping) {
      outbox.add(ControlPackets.PING);
    }
    Probe late = null;
    if (posting) {
      probeDeadline = now + config.upgradeTimeout().toNanos();
    } else if (probe != null && now - probeDeadline >= 0) {
      late = probe;
      probe = null;
    }
    return new Due(
        ping,
        expired,
        phase == Phase.OPEN && outbox.isLate(now),
        phase != Phase.OPEN && now - lingerDeadline >= 0,
        late);
  }

  /// Whether a waiting GET has something to be answered with.
  boolean hasPollAnswer() {
    return phase == Phase.CLOSED
        || webSocket != null
        || !outbox.isEmpty()
        || (probe == null ? phase == Phase.CLOSING : probe.isProbed());
  }

  /// The packets for a GET, when [#hasPollAnswer()]; the close packet ends a closing session.
  ///
  /// @param sinceClose whether the GET came after the application's close
  /// @param capacity the most bytes of it
  List<OutboundMessage> takePollAnswer(boolean sinceClose, int capacity) {
    if (webSocket != null) {
      return List.of(ControlPackets.NOOP);
    }
    if (phase == Phase.CLOSED) {
      return List.of(farewell);
    }
    if (!outbox.isEmpty()) {
      return outbox.pollUpTo(capacity);
    }
    if (probe != null) {
      return List.of(ControlPackets.NOOP);
    }
    phase = Phase.CLOSED;
    return sinceClose
        ? List.of(ControlPackets.NOOP, ControlPackets.CLOSE)
        : List.of(ControlPackets.CLOSE);
  }

  /// Ends the session here, for it goes on where its probe is; a waiting GET gets a noop packet.
  HandOver handOver(EngineRequest handshake, byte[] application, long now) {
    Heartbeat.Remaining left = heartbeat.remaining(now);
    HandOver session = new HandOver(handshake, outbox.pollAll(), left, closeReason, application);
    end(ControlPackets.NOOP, now);
    return session;
  }

  /// Goes on, on a WebSocket, with a session that another instance has handed over.
  void resume(HandOver session, WebSocketTransport transport, long now) {
    session.packets().forEach(outbox::add);
    heartbeat.resume(session.heartbeat(), now);
    heartbeat.upgraded(now);
    webSocket = transport;
  }

  /// The next packet for a WebSocket, if it is the one in use.
  @Nullable OutboundMessage takeFrameFor(WebSocketTransport asking) {
    return asking == webSocket ? outbox.poll() : null;
  }

  /// A WebSocket asks to take over; false when another does or did.
  boolean beginUpgrade(Probe candidate, long now) {
    if (phase == Phase.CLOSED || webSocket != null || probe != null) {
      return false;
    }
    probe = candidate;
    probeDeadline = now + config.upgradeTimeout().toNanos();
    return true;
  }

  void forgetProbe(Probe candidate) {
    if (candidate.equals(probe)) {
      probe = null;
    }
  }

  /// Moves the session from polling to the WebSocket, the one that probes.
  ///
  /// @return why the WebSocket is to be closed when it has sent what is queued, if it is
  @Nullable CloseReason completeUpgrade(WebSocketTransport transport, long now) {
    webSocket = transport;
    probe = null;
    heartbeat.upgraded(now);
    if (phase == Phase.CLOSING) {
      phase = Phase.CLOSED;
    }
    return closeReason;
  }
}
