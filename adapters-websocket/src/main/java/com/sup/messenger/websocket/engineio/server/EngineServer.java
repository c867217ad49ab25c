package com.sup.messenger.websocket.engineio.server;

import com.sup.messenger.listener.HttpStack;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineApplication;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.Peers;
import com.sup.messenger.websocket.engineio.relay.Relay;
import com.sup.messenger.websocket.engineio.relay.RelayTimings;
import com.sup.messenger.websocket.engineio.relay.RemoteRequests;
import com.sup.messenger.websocket.engineio.session.Clock;
import com.sup.messenger.websocket.engineio.session.EngineSession;
import com.sup.messenger.websocket.engineio.session.Sessions;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// An Engine.IO v4 server over HTTP long-polling and WebSocket.
///
/// One thread is the clock of all its sessions.
public final class EngineServer implements AutoCloseable {
  // A token may stand in the query.
  private static final int MAX_REQUEST_LINE = 16 * 1024;
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(2);
  private static final Duration APPLICATION_PATIENCE = Duration.ofSeconds(3);
  private static final Duration SHUTDOWN_STEP = Duration.ofMillis(5);

  private static final int MAX_FORWARDED_POLLS = 750;

  private final EngineConfig config;
  private final Sessions sessions;
  private final Relay relay;
  private final RequestCheck check;
  private final Clock clock;

  /// A server with no others beside it.
  public EngineServer(EngineConfig config, EngineApplication application) {
    this(config, application, Peers.NONE);
  }

  /// One of several servers, any of which any request may reach. Starts the clock; serves when a
  /// listener has been given what [answers][#http].
  public EngineServer(EngineConfig config, EngineApplication application, Peers peers) {
    this(config, application, peers, RelayTimings.DEFAULT);
  }

  EngineServer(
      EngineConfig config, EngineApplication application, Peers peers, RelayTimings timings) {
    this.config = config;
    this.sessions = new Sessions(config, application, peers.self());
    this.relay = new Relay(peers, timings, MAX_FORWARDED_POLLS);
    this.check = new RequestCheck(config, sessions, relay);
    peers.answer(new RemoteRequests(sessions, timings)::answer);
    this.clock = Clock.start(sessions, config);
  }

  /// What answers the requests of a listener: the routes that are given, and those under the
  /// engine's path, which take all other requests below it.
  public HttpStack http(HttpRouting.Builder routing) {
    routing.route(
        HttpRoute.builder()
            .path(new PathPrefix(config.path()))
            .handler(new HttpEndpoint(config, check, sessions))
            .build());
    return new HttpStack(
        routing,
        Http1ConnectionSelector.builder()
            .config(Http1Config.builder().maxPrologueLength(MAX_REQUEST_LINE).build())
            .build(),
        // Somewhat more than a POST may have, so that the engine itself can refuse it politely.
        4L * config.maxPayload(),
        DirectHandlers.create());
  }

  /// How many sessions there are, those that are being closed included.
  public int sessionCount() {
    return sessions.all().size();
  }

  /// How many sessions there are whose clients are not known.
  public int strangers() {
    return sessions.strangers();
  }

  /// How many volatile packets have been dropped, since the start, for clients that are slow.
  public long droppedPackets() {
    return sessions.dropped();
  }

  boolean hasSession(String id) {
    return sessions.find(id) != null;
  }

  /// Opens no more sessions, and ends those that there are one after another, so that they do not
  /// all come back elsewhere at once: as [#close()] does, and each after what is queued for it.
  ///
  /// Blocks for as long as that takes, which is the given time where there are any; ends early when
  /// the thread is interrupted.
  public void drain(Duration time) {
    sessions.close();
    relay.close();
    List<EngineSession> leaving = List.copyOf(sessions.all());
    long start = System.nanoTime();
    for (int i = 0; i < leaving.size() && !Thread.currentThread().isInterrupted(); i++) {
      leaving.get(i).close(CloseReason.SERVER_SHUTTING_DOWN);
      awaitUntil(start + time.toNanos() / leaving.size() * (i + 1));
    }
  }

  private static void awaitUntil(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = nanoTime - System.nanoTime();
    }
  }

  /// Ends all sessions, [shutting down][CloseReason#SERVER_SHUTTING_DOWN]: WebSockets are closed,
  /// waiting polls get a close packet, those for other servers' sessions a noop packet. Waits up to
  /// 2 seconds for the clients to take it, then cuts; up to 3 more for the application to do what
  /// it does at their end, and for the last of those polls, which are held elsewhere.
  @Override
  public void close() {
    sessions.close();
    relay.close();
    sessions.all().forEach(session -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
    sessions.all().stream().filter(EngineSession::isUnattended).forEach(EngineSession::abandon);
    await(SHUTDOWN_PATIENCE, () -> sessionCount() == 0 && !relay.hasPolls());
    sessions.all().forEach(EngineSession::abandon);
    await(APPLICATION_PATIENCE, () -> sessionCount() == 0 && !relay.hasPolls());
    clock.close();
  }

  private static void await(Duration patience, BooleanSupplier end) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!end.getAsBoolean() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(SHUTDOWN_STEP.toNanos());
    }
  }
}
