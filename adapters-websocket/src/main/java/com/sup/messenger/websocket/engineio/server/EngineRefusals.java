package com.sup.messenger.websocket.engineio.server;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.engineio.packet.ControlPackets;
import com.sup.messenger.websocket.engineio.polling.EngineError;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.session.SessionRegistry;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Answers the requests of Engine.IO that are refused.
///
/// A poll that has crossed the close of its session is no fault of the client: it gets a NOOP.
///
/// @param sessions know the closes of the clients
record EngineRefusals(SessionRegistry sessions) {

  /// Answers a request that its session refuses.
  void send(ServerRequest request, ServerResponse response, SessionStatus status) {
    switch (status) {
      case OVERLAP, VIOLATED -> response.status(Status.BAD_REQUEST_400).send();
      case TOO_LARGE -> response.status(Status.REQUEST_ENTITY_TOO_LARGE_413).send();
      case BUSY -> response.status(Status.SERVICE_UNAVAILABLE_503).send();
      case UNKNOWN -> send(request, response, EngineError.SESSION_UNKNOWN);
      default -> send(request, response, EngineError.BAD_REQUEST);
    }
  }

  /// Answers a request that is refused before it reaches a session.
  void send(ServerRequest request, ServerResponse response, EngineError error) {
    if (error.equals(EngineError.SESSION_UNKNOWN) && hasCrossedClose(request)) {
      response
          .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
          .header(HeaderNames.CACHE_CONTROL, "no-store")
          .send(ControlPackets.NOOP.payload());
      return;
    }
    response
        .status(Status.create(error.status()))
        .header(HeaderNames.CONTENT_TYPE, "application/json");
    if (request.prologue().method().equals(Method.HEAD)) {
      response.send();
    } else {
      response.send(error.json());
    }
  }

  private boolean hasCrossedClose(ServerRequest request) {
    String sid = IncomingRequest.values(request.query()).getOrDefault("sid", "");
    return request.prologue().method().equals(Method.GET)
        && sessions.clientCloses().hasCrossed(sid, TcpConnection.current().arrival());
  }
}
