package com.sup.messenger.websocket.engineio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sup.messenger.listener.Connection;
import com.sup.messenger.websocket.rfc6455.WebSocketHandshake;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns requests under the engine's path into WebSockets.
///
/// Refuses in JSON, like HTTP, and then closes the connection.
final class EngineUpgrader implements Http1Upgrader {
  private final EngineConfig config;
  private final PathPrefix path;
  private final RequestCheck check;
  private final Sessions sessions;

  EngineUpgrader(EngineConfig config, RequestCheck check, Sessions sessions) {
    this.config = config;
    this.path = new PathPrefix(config.path());
    this.check = check;
    this.sessions = sessions;
  }

  @Override
  public String supportedProtocol() {
    return "websocket";
  }

  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    if (!path.matches(prologue.uriPath())) {
      return null;
    }
    return upgraded(Connection.of(context), prologue, headers);
  }

  private ServerConnection upgraded(
      Connection context, HttpPrologue prologue, WritableHeaders<?> headers) {
    boolean valid = WebSocketHandshake.isValid(prologue, headers);
    IncomingRequest request =
        new IncomingRequest(prologue, headers, context.client(headers), context.isSecure(), valid);
    Header[] cors = headers(config.cors().headers(request.origin()));
    if (!valid) {
      throw refuse(context, EngineError.BAD_REQUEST, cors);
    }
    return switch (check.check(request)) {
      case Admission.Refused(EngineError error) -> throw refuse(context, error, cors);
      case Admission.Opening(EngineRequest opening) -> {
        WebSocketHandshake.accept(context, headers, cors);
        yield open(context, sessions.create(opening));
      }
      case Admission.Continuing(EngineSession session) -> {
        WebSocketHandshake.accept(context, headers, cors);
        yield probe(context, session);
      }
      case Admission.Elsewhere(RemoteSession session) -> probe(context, headers, session, cors);
    };
  }

  private ServerConnection open(Connection context, EngineSession session) {
    WebSocketTransport transport = new WebSocketTransport(context, config);
    transport.carry(session);
    session.startOn(transport);
    sessions.open(session);
    return transport.start();
  }

  private ServerConnection probe(Connection context, EngineSession session) {
    WebSocketTransport transport = new WebSocketTransport(context, config);
    transport.carry(session);
    transport.upgradeBy(new LocalUpgrade(session.upgrade(), transport));
    if (!session.upgrade().begin(transport)) {
      transport.reject();
    }
    return transport.start();
  }

  private ServerConnection probe(
      Connection context, WritableHeaders<?> headers, RemoteSession session, Header[] cors) {
    long number = session.relay().nextNumber();
    SessionStatus status = session.status(new Question.Begin(session.id(), number));
    if (status == SessionStatus.UNKNOWN) {
      throw refuse(context, EngineError.SESSION_UNKNOWN, cors);
    }
    WebSocketHandshake.accept(context, headers, cors);
    WebSocketTransport transport = new WebSocketTransport(context, config);
    if (status == SessionStatus.USABLE) {
      long deadline = System.nanoTime() + config.upgradeTimeout().toNanos();
      RemoteUpgrade upgrade = new RemoteUpgrade(session, transport, sessions, number, deadline);
      transport.upgradeBy(upgrade);
      sessions.upgrading(upgrade);
    } else {
      transport.reject();
    }
    return transport.start();
  }

  private static CloseConnectionException refuse(
      Connection context, EngineError error, Header[] cors) {
    byte[] body = error.json();
    String head =
        "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n"
            .formatted(
                error.status(), error.status() == 403 ? "Forbidden" : "Bad Request", body.length);
    context.answering();
    BufferData response = BufferData.growing(256 + body.length);
    response.write(head.getBytes(US_ASCII));
    for (Header header : cors) {
      header.writeHttp1Header(response);
    }
    response.write("\r\n".getBytes(US_ASCII));
    response.write(body);
    context.write(response.readBytes());
    return new CloseConnectionException("Refused to open a WebSocket");
  }

  private static Header[] headers(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(entry -> HeaderValues.create(entry.getKey(), entry.getValue()))
        .toArray(Header[]::new);
  }
}
