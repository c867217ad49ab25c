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

/// The state of a session, and the steps that it may take. Not thread-safe, without effects.
///
/// A session is open, then closing, then closed. It is closing after the application closed it
/// while polling. Polls then take the queued packets, and at last the close packet.
final class SessionState {

  private enum Phase {
    OPEN,
    CLOSING,
    CLOSED
  }

  /// The work that an end leaves.
  record Ending(boolean wasOpen, @Nullable WebSocketTransport webSocket, @Nullable Probe probe) {}

  /// The work that is due.
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

  /// Makes the state of a new session.
  ///
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

  /// Returns the WebSocket in use, or `null` while the session polls.
  @Nullable WebSocketTransport webSocket() {
    return webSocket;
  }

  /// Starts the session on a WebSocket.
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

  long answeredPing() {
    return heartbeat.answeredPing();
  }

  void hastenPing(long now) {
    heartbeat.hasten(now);
  }

  boolean hasBacklog() {
    return outbox.hasBacklog();
  }

  /// Counts the packets taken first as written.
  void written(int count) {
    outbox.written(count);
  }

  /// Drops the packets that came after the end.
  void discard() {
    outbox.clear();
  }

  /// Returns the number of bytes that wait to be written.
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

  /// Closes the open session for the application. The queued packets are still sent.
  void close(CloseReason reason, long now) {
    phase = webSocket == null ? Phase.CLOSING : Phase.CLOSED;
    closeReason = reason;
    lingerDeadline = now + config.closeTimeout().toNanos();
  }

  /// Ends the session now. Drops the queued packets. A waiting GET gets the farewell.
  Ending end(OutboundMessage farewell, long now) {
    Ending ending = new Ending(phase == Phase.OPEN, webSocket, probe);
    phase = Phase.CLOSED;
    probe = null;
    this.farewell = farewell;
    outbox.clear();
    lingerDeadline = now + config.closeTimeout().toNanos();
    return ending;
  }

  /// Notes that the WebSocket has ended. Drops the packets that wait.
  void webSocketEnded() {
    webSocketEnded = true;
    outbox.clear();
  }

  /// Checks all deadlines. Queues a ping that is due, and drops a probe that took too long.
  ///
  /// @param posting true if a POST has no answer yet. The client completes no upgrade before that
  ///     answer, so the probe's time starts then. A WebSocket that closed meanwhile would stop the
  ///     polls of engine.io-client.
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

  /// Returns true if there is an answer for a waiting GET.
  boolean hasPollAnswer() {
    return phase == Phase.CLOSED
        || webSocket != null
        || !outbox.isEmpty()
        || (probe == null ? phase == Phase.CLOSING : probe.isProbed());
  }

  /// Returns the packets for a GET, if [#hasPollAnswer()]. The close packet ends a closing session.
  ///
  /// @param sinceClose true if the GET came after the application's close
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

  /// Ends the session here, because it continues at its probe. A waiting GET gets a noop packet.
  HandOver handOver(EngineRequest handshake, byte[] application, long now) {
    Heartbeat.Remaining left = heartbeat.remaining(now);
    HandOver session = new HandOver(handshake, outbox.pollAll(), left, closeReason, application);
    end(ControlPackets.NOOP, now);
    return session;
  }

  /// Continues a session of another instance, on a WebSocket.
  void resume(HandOver session, WebSocketTransport transport, long now) {
    session.packets().forEach(outbox::add);
    heartbeat.resume(session.heartbeat(), now);
    heartbeat.upgraded(now);
    webSocket = transport;
  }

  /// Returns the next packet for a WebSocket, if it is the one in use.
  @Nullable OutboundMessage takeFrameFor(WebSocketTransport asking) {
    return asking == webSocket ? outbox.poll() : null;
  }

  /// Starts an upgrade to a WebSocket.
  ///
  /// @return false if another WebSocket carries the session or probes
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

  /// Moves the session from polling to the WebSocket that probes.
  ///
  /// @return why the WebSocket must close after the queued packets, if it must
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
