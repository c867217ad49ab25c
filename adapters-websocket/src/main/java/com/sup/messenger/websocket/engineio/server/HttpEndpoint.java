package com.sup.messenger.websocket.engineio.server;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.polling.ContentCoding;
import com.sup.messenger.websocket.engineio.polling.EngineError;
import com.sup.messenger.websocket.engineio.polling.PollRequest;
import com.sup.messenger.websocket.engineio.polling.PollingSession;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.relay.RemoteSession;
import com.sup.messenger.websocket.engineio.session.EngineSession;
import com.sup.messenger.websocket.engineio.session.SessionRegistry;
import com.sup.messenger.websocket.rfc6455.WebSocketHandshake;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Answers the HTTP requests of Engine.IO: openings, polls, POSTs, preflights.
///
/// Hands requests for WebSockets to the [EngineUpgrader]. Helidon would compare `Upgrade` as a
/// text, but it is a list of names without case (RFC 9110 section 7.8). The upstream issue
/// helidon-io/helidon 12430, "Accept tokenized Upgrade response values in the HTTP/1 client", is
/// about the client alone. `HandshakeTest` shows it for the server
/// (`the_upgrade_header_is_a_list_without_case`).
final class HttpEndpoint implements Handler {
  private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);

  private final EngineConfig config;
  private final RequestCheck check;
  private final SessionRegistry sessions;
  private final PostReader postReader;
  private final EngineUpgrader upgrader;
  private final EngineRefusals refusals;

  /// The longest time of a request. The heartbeat ends its session before.
  private final Duration patience;

  HttpEndpoint(EngineConfig config, RequestCheck check, SessionRegistry sessions) {
    this.config = config;
    this.check = check;
    this.sessions = sessions;
    this.postReader = new PostReader(config);
    this.upgrader = new EngineUpgrader(config, check, sessions);
    this.refusals = new EngineRefusals(sessions);
    this.patience = config.pingInterval().plus(config.pingTimeout()).plusSeconds(1);
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    boolean upgrade = EngineUpgrader.isAsked(request);
    IncomingRequest incoming = incoming(request, upgrade);
    if (config.cors().answersPreflight() && incoming.method().equals(Method.OPTIONS)) {
      preflight(incoming, response);
      return;
    }
    set(response, config.cors().headers(incoming.origin()));
    if (upgrade) {
      upgrader.upgrade(incoming, request, response);
    } else {
      answer(incoming, request, response);
    }
  }

  private static IncomingRequest incoming(ServerRequest request, boolean upgrade) {
    return new IncomingRequest(
        request.prologue(),
        request.headers(),
        TcpConnection.current().client(request.headers()),
        request.isSecure(),
        upgrade && WebSocketHandshake.isValid(request.prologue(), request.headers()));
  }

  private void answer(IncomingRequest incoming, ServerRequest request, ServerResponse response) {
    switch (check.check(incoming)) {
      case SessionAdmission.Refused(EngineError error) -> refusals.send(request, response, error);
      case SessionAdmission.Opening(EngineRequest opening) -> {
        EngineSession session = sessions.create(opening);
        sessions.open(session);
        poll(request, response, session.polling());
      }
      case SessionAdmission.Continuing(EngineSession session) -> {
        if (session.isTrusted()) {
          TcpConnection.current().trust();
        }
        handle(request, response, session.polling());
      }
      case SessionAdmission.Elsewhere(RemoteSession session) -> handle(request, response, session);
    }
  }

  private void handle(ServerRequest request, ServerResponse response, PollingSession session) {
    Method method = request.prologue().method();
    if (method.equals(Method.GET)) {
      poll(request, response, session);
    } else if (method.equals(Method.POST)) {
      post(request, response, session);
    } else {
      response.status(Status.METHOD_NOT_ALLOWED_405).header("Allow", "GET, POST").send();
    }
  }

  private void preflight(IncomingRequest request, ServerResponse response) {
    String asked = request.header(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
    set(response, config.cors().preflightHeaders(request.origin(), asked));
    response.status(Status.NO_CONTENT_204).send();
  }

  private void poll(ServerRequest request, ServerResponse response, PollingSession session) {
    boolean close = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    response
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .header(HeaderNames.CONNECTION, close ? "close" : "keep-alive");
    TcpConnection connection = TcpConnection.current();
    PollRequest poll =
        new PollRequest(
            connection,
            response.headers(),
            ContentCoding.negotiate(
                String.join(",", request.headers().all(HeaderNames.ACCEPT_ENCODING, List::of))),
            config.compressionThreshold(),
            close);
    connection.allow(patience);
    SessionStatus status = session.poll(poll);
    if (status != SessionStatus.USABLE) {
      refusals.send(request, response, status);
      return;
    }
    if (!poll.isAnswered()) {
      waitForClient(poll, session);
    }
    poll.awaitAnswer();
    ConnectionSink.sent(response);
    if (poll.hasEndedConnection()) {
      throw new CloseConnectionException("The poll was the last request");
    }
  }

  private static void waitForClient(PollRequest poll, PollingSession session) {
    try {
      poll.awaitClient();
    } catch (RuntimeException clientGone) {
      if (session.cancel(poll)) {
        throw new CloseConnectionException("The client cancelled a poll", clientGone);
      }
    }
  }

  private void post(ServerRequest request, ServerResponse response, PollingSession session) {
    TcpConnection connection = TcpConnection.current();
    SessionStatus status = session.beginPost(connection);
    if (status == SessionStatus.USABLE) {
      connection.allow(patience);
      status = read(request, session);
      connection.answering();
    }
    if (status == SessionStatus.USABLE) {
      response.header(HeaderNames.CONTENT_TYPE, "text/html").send(OK);
    } else {
      // The rest of the body is not read.
      response.header(HeaderValues.CONNECTION_CLOSE);
      refusals.send(request, response, status);
    }
  }

  // Ends the POST before it is answered, because the client may send the next at once.
  private SessionStatus read(ServerRequest request, PollingSession session) {
    try {
      return postReader.read(request, session);
    } finally {
      session.endPost();
    }
  }

  private static void set(ServerResponse response, Map<String, String> headers) {
    headers.forEach(response::header);
  }
}
