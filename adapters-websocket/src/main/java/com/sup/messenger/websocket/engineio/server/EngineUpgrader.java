package com.sup.messenger.websocket.engineio.server;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.polling.EngineError;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.relay.Question;
import com.sup.messenger.websocket.engineio.relay.RemoteSession;
import com.sup.messenger.websocket.engineio.relay.RemoteUpgrade;
import com.sup.messenger.websocket.engineio.session.EngineSession;
import com.sup.messenger.websocket.engineio.session.LocalUpgrade;
import com.sup.messenger.websocket.engineio.session.SessionRegistry;
import com.sup.messenger.websocket.engineio.session.WebSocketTransport;
import com.sup.messenger.websocket.rfc6455.WebSocketHandshake;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Turns requests under the engine's path into WebSockets.
///
/// Refuses in JSON, like HTTP, and then closes the connection.
final class EngineUpgrader {
  private final EngineConfig config;
  private final RequestCheck check;
  private final SessionRegistry sessions;

  EngineUpgrader(EngineConfig config, RequestCheck check, SessionRegistry sessions) {
    this.config = config;
    this.check = check;
    this.sessions = sessions;
  }

  /// Returns true if a request asks for a WebSocket. A request with a body does not: its body would
  /// be taken for frames. RFC 9110 section 7.8 lets a server ignore the header.
  static boolean isAsked(ServerRequest request) {
    return WebSocketHandshake.isAsked(request.headers()) && !request.content().hasEntity();
  }

  /// Answers a request that [asks][#isAsked] for a WebSocket.
  ///
  /// @throws CloseConnectionException if the connection becomes a WebSocket
  void upgrade(IncomingRequest incoming, ServerRequest request, ServerResponse response) {
    if (incoming.upgrade()) {
      begin(incoming, request, response);
    } else if (WebSocketHandshake.isOfVersion(request.headers())) {
      refuse(response, EngineError.BAD_REQUEST);
    } else {
      refuseVersion(response);
    }
  }

  private void begin(IncomingRequest incoming, ServerRequest request, ServerResponse response) {
    Header[] cors = cors(incoming);
    switch (check.check(incoming)) {
      case SessionAdmission.Refused(EngineError error) -> refuse(response, error);
      case SessionAdmission.Opening(EngineRequest opening) -> {
        accept(request, cors);
        throw open(sessions.create(opening));
      }
      case SessionAdmission.Continuing(EngineSession session) -> {
        accept(request, cors);
        throw probe(session);
      }
      case SessionAdmission.Elsewhere(RemoteSession session) ->
          probe(request, response, session, cors);
    }
  }

  private static void accept(ServerRequest request, Header[] cors) {
    WebSocketHandshake.accept(TcpConnection.current(), request.headers(), cors);
  }

  private CloseConnectionException open(EngineSession session) {
    WebSocketTransport transport = new WebSocketTransport(TcpConnection.current(), config);
    transport.carry(session);
    session.startOn(transport);
    sessions.open(session);
    return transport.start();
  }

  private CloseConnectionException probe(EngineSession session) {
    WebSocketTransport transport = new WebSocketTransport(TcpConnection.current(), config);
    transport.carry(session);
    transport.upgradeBy(new LocalUpgrade(session.upgrade(), transport));
    if (!session.upgrade().begin(transport)) {
      transport.reject();
    }
    return transport.start();
  }

  private void probe(
      ServerRequest request, ServerResponse response, RemoteSession session, Header[] cors) {
    long number = session.relay().nextNumber();
    SessionStatus status = session.status(new Question.Begin(session.id(), number));
    if (status == SessionStatus.UNKNOWN) {
      refuse(response, EngineError.SESSION_UNKNOWN);
      return;
    }
    accept(request, cors);
    WebSocketTransport transport = new WebSocketTransport(TcpConnection.current(), config);
    if (status == SessionStatus.USABLE) {
      long deadline = System.nanoTime() + config.upgradeTimeout().toNanos();
      RemoteUpgrade upgrade = new RemoteUpgrade(session, transport, sessions, number, deadline);
      transport.upgradeBy(upgrade);
      sessions.upgrading(upgrade);
    } else {
      transport.reject();
    }
    throw transport.start();
  }

  // RFC 6455 section 4.4: the refusal names the version. RFC 9110 section 15.5.22: it names the
  // protocol too.
  private static void refuseVersion(ServerResponse response) {
    response
        .status(Status.UPGRADE_REQUIRED_426)
        .header(WebSocketHandshake.VERSION)
        .header(HeaderNames.UPGRADE, "websocket")
        .header(HeaderNames.CONNECTION, "Upgrade, close")
        .header(HeaderValues.CONTENT_TYPE_JSON)
        .send(EngineError.BAD_REQUEST.json());
  }

  private static void refuse(ServerResponse response, EngineError error) {
    response
        .status(Status.create(error.status()))
        .header(HeaderValues.CONNECTION_CLOSE)
        .header(HeaderValues.CONTENT_TYPE_JSON)
        .send(error.json());
  }

  private Header[] cors(IncomingRequest request) {
    return config.cors().headers(request.origin()).entrySet().stream()
        .map(entry -> HeaderValues.create(entry.getKey(), entry.getValue()))
        .toArray(Header[]::new);
  }
}
