package com.sup.messenger.bootstrap.sse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.gateway.EventDispatcher;
import com.sup.messenger.application.gateway.Gateway;
import com.sup.messenger.json.EventJson;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.json.text.JsonLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// Sends events to clients on `GET /events`, and takes theirs on `POST /events/NAME`.
///
/// A client authenticates by `Authorization: Bearer`. The first event, `session`, is the private
/// key of its session. It names the session of its events by the header `Session`.
final class SseGateway implements Gateway {

  private static final int MAX_BODY = 256 * 1024;
  private static final JsonLimits LIMITS = new JsonLimits(64, 10_000);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ChatApplication application;
  private final InstantSource clock;
  private final EventJson json = new EventJson();
  private final Delivery.Encoder<byte[]> encoder = this::frame;
  private final Map<String, SseConnection> connections = new ConcurrentHashMap<>();
  private final HttpServer server;

  SseGateway(ChatApplication application, InstantSource clock, int port) throws IOException {
    this.application = application;
    this.clock = clock;
    this.server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/events", this::serve);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        open(exchange);
      } else {
        take(exchange);
      }
    }
  }

  private void open(HttpExchange exchange) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    try {
      String token = header == null ? null : header.replaceFirst("(?i)^Bearer ", "");
      Actor actor = application.authenticate(token, null);
      application.begin(actor);
      String address = exchange.getRemoteAddress().getAddress().getHostAddress();
      stream(exchange, new SseConnection(actor, newKey(), address, clock, encoder));
    } catch (ConnectionRefusedException e) {
      answer(exchange, 403, "{\"error\":\"" + e.code().name() + "\"}");
    }
  }

  private void stream(HttpExchange exchange, SseConnection connection) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    String key = connection.recoveryKey();
    connections.put(key, connection);
    try (OutputStream out = exchange.getResponseBody()) {
      connection.run(() -> application.connect(connection, new Arrival.Fresh(Map.of())));
      // Only now: the client may send events when it knows its session.
      out.write(("event: session\ndata: " + key + "\n\n").getBytes(StandardCharsets.UTF_8));
      connection.write(out, () -> application.review(connection));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(key);
      connection.run(() -> application.disconnect(connection, false));
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Session");
    SseConnection connection = key == null ? null : connections.get(key);
    if (connection == null) {
      answer(exchange, 404, "{\"error\":\"NO_SESSION\"}");
      return;
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    ClientJson payload =
        body.length > MAX_BODY
            ? ClientJson.refused("must be at most " + MAX_BODY + " bytes")
            : ClientJson.of(new String(body, StandardCharsets.UTF_8), LIMITS)
                .orElse(ClientJson.refused("must be JSON"));
    String name = exchange.getRequestURI().getPath().substring("/events/".length());
    connection.stay();
    new EventDispatcher(application, connection, clock)
        .handle(Duration.ZERO, name, () -> json.read(name, payload, false), new Answer(exchange));
  }

  /// The response to a POST. It is on its way before the later work of the event begins.
  private final class Answer implements EventDispatcher.Answer {
    private final HttpExchange exchange;

    private Answer(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void success(Reply reply) {
      answer(exchange, 200, json.success(reply).toString());
    }

    @Override
    public boolean failure(ServerEvent.Failed failed) {
      answer(exchange, 200, json.failure(failed).toString());
      return true;
    }
  }

  private byte[] frame(Delivery delivery) {
    ServerEvent event = delivery.event();
    return "event: %s\nid: %s\ndata: %s\n\n"
        .formatted(json.name(event), delivery.offset(), json.payload(event))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException _) {
      // The client has gone, and asks again.
    }
  }

  private static String newKey() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    connections.values().forEach(SseConnection::cut);
    server.stop(2);
  }
}
