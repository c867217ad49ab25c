package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.rfc6455.CloseCode;
import com.sup.messenger.websocket.rfc6455.FrameSource;
import com.sup.messenger.websocket.rfc6455.WebSocketConfig;
import com.sup.messenger.websocket.rfc6455.WebSocketConnection;
import com.sup.messenger.websocket.rfc6455.WebSocketListener;
import io.helidon.webserver.CloseConnectionException;
import org.jspecify.annotations.Nullable;

/// One WebSocket. A session uses it, or it probes for the upgrade.
public final class WebSocketTransport implements WebSocketListener, FrameSource, Probe {
  private static final String PROBE = "2probe";
  private static final String UPGRADE = "5";
  private static final OutboundMessage PROBE_REPLY = OutboundMessage.packet('3', "probe");

  private final WebSocketConnection connection;
  private volatile @Nullable EngineSession session;
  private volatile @Nullable Upgrade upgrade;
  private volatile boolean replyPending;
  private volatile boolean probed;

  public WebSocketTransport(TcpConnection connection, EngineConfig config) {
    WebSocketConfig limits = new WebSocketConfig(config.maxPayload(), config.maxStrangerPayload());
    this.connection = new WebSocketConnection(connection, limits, this, this);
  }

  /// Starts to read from the connection. The caller must throw the returned exception.
  public CloseConnectionException start() {
    return connection.start();
  }

  /// Sets if the client of its session is known.
  void trust(boolean known) {
    if (known) {
      connection.connection().trust();
    } else {
      connection.connection().distrust();
    }
  }

  /// Sets the session that it carries, or will carry after its upgrade.
  public void carry(EngineSession carried) {
    session = carried;
  }

  /// Sets the upgrade by which it comes to carry a session.
  public void upgradeBy(Upgrade way) {
    upgrade = way;
  }

  @Override
  public boolean isProbed() {
    return probed;
  }

  void wake() {
    connection.wake();
  }

  @Override
  public void close(CloseReason reason) {
    switch (reason) {
      case SLOW_CONSUMER -> connection.terminate();
      // The client is to come back by itself.
      case SERVER_SHUTTING_DOWN, AUTHENTICATION_OVER, TRANSPORT_ERROR -> connection.leave();
      default -> connection.close(CloseCode.NORMAL, "");
    }
  }

  void terminate() {
    connection.terminate();
  }

  @Override
  public byte @Nullable [] poll() {
    if (replyPending) {
      replyPending = false;
      return PROBE_REPLY.frame();
    }
    EngineSession current = session;
    return current == null ? null : current.nextFrame(this);
  }

  @Override
  public void written(int count) {
    EngineSession current = session;
    if (current != null) {
      current.written(count);
    }
  }

  @Override
  public void onText(String message) {
    EngineSession carried = carried();
    if (carried != null) {
      carried.onPacket(message, connection.connection().receivedAt());
    } else if (!advance(message)) {
      reject();
    }
  }

  private boolean advance(String message) {
    Upgrade way = upgrade;
    return way != null
        && switch (message) {
          case PROBE -> probe(way);
          case UPGRADE -> way.complete();
          default -> false;
        };
  }

  private boolean probe(Upgrade way) {
    probed = true;
    if (!way.probe()) {
      return false;
    }
    replyPending = true;
    connection.wake();
    return true;
  }

  @Override
  public void onBinary(byte[] message) {
    EngineSession carried = carried();
    if (carried != null) {
      carried.onBinary(message, connection.connection().receivedAt());
    } else {
      reject();
    }
  }

  /// Closes a WebSocket that cannot take over.
  public void reject() {
    withdraw();
    close(CloseReason.FORCED_CLOSE);
  }

  @Override
  public void onClose(int code, String reason) {
    EngineSession carried = carried();
    if (carried != null) {
      carried.onWebSocketClosed(reasonFor(code));
    } else {
      withdraw();
    }
  }

  private void withdraw() {
    Upgrade way = upgrade;
    if (way != null) {
      way.withdraw();
    }
  }

  private @Nullable EngineSession carried() {
    EngineSession current = session;
    return current != null && current.isCarriedBy(this) ? current : null;
  }

  private static CloseReason reasonFor(int code) {
    return switch (code) {
      case CloseCode.NORMAL, CloseCode.GOING_AWAY, CloseCode.NO_STATUS ->
          CloseReason.TRANSPORT_CLOSE;
      default -> CloseReason.TRANSPORT_ERROR;
    };
  }
}
