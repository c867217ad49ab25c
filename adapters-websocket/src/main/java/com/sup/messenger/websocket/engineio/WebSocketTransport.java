package com.sup.messenger.websocket.engineio;

import com.sup.messenger.websocket.rfc6455.CloseCode;
import com.sup.messenger.websocket.rfc6455.FrameSource;
import com.sup.messenger.websocket.rfc6455.WebSocketConfig;
import com.sup.messenger.websocket.rfc6455.WebSocketConnection;
import com.sup.messenger.websocket.rfc6455.WebSocketListener;
import io.helidon.webserver.ConnectionContext;
import org.jspecify.annotations.Nullable;

/// One WebSocket of a session: the one in use, or one that probes for the upgrade.
final class WebSocketTransport implements WebSocketListener, FrameSource {
  private static final String PROBE = "2probe";
  private static final String UPGRADE = "5";
  private static final OutboundMessage PROBE_REPLY = OutboundMessage.packet('3', "probe");

  private final EngineSession session;
  private final WebSocketConnection connection;
  private volatile boolean replyPending;
  private volatile boolean probed;

  WebSocketTransport(EngineSession session, ConnectionContext context, int maxPayload) {
    this.session = session;
    this.connection = new WebSocketConnection(context, new WebSocketConfig(maxPayload), this, this);
  }

  WebSocketConnection connection() {
    return connection;
  }

  boolean isProbed() {
    return probed;
  }

  void wake() {
    connection.wake();
  }

  void close(CloseReason reason) {
    switch (reason) {
      case SLOW_CONSUMER -> connection.terminate();
      case SERVER_SHUTTING_DOWN -> connection.close(CloseCode.GOING_AWAY, "");
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
    return session.nextFrame(this);
  }

  @Override
  public void onText(String message) {
    if (session.isCarriedBy(this)) {
      session.onPacket(message);
    } else if (message.equals(PROBE) && session.isProbedBy(this)) {
      answerProbe();
    } else if (!message.equals(UPGRADE) || !session.completeUpgrade(this)) {
      session.rejectProbe(this);
    }
  }

  @Override
  public void onBinary(byte[] message) {
    if (session.isCarriedBy(this)) {
      session.onBinary(message);
    } else {
      session.rejectProbe(this);
    }
  }

  @Override
  public void onClose(int code, String reason) {
    session.onWebSocketClosed(this, reasonFor(code));
  }

  private void answerProbe() {
    probed = true;
    replyPending = true;
    connection.wake();
    session.polling().signal();
  }

  private static CloseReason reasonFor(int code) {
    return switch (code) {
      case CloseCode.NORMAL, CloseCode.GOING_AWAY, CloseCode.NO_STATUS ->
          CloseReason.TRANSPORT_CLOSE;
      default -> CloseReason.TRANSPORT_ERROR;
    };
  }
}
