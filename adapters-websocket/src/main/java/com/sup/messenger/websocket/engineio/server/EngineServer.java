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
import com.sup.messenger.websocket.engineio.session.SessionRegistry;
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
  // The query may hold a token.
  private static final int MAX_REQUEST_LINE = 16 * 1024;
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(2);
  private static final Duration APPLICATION_PATIENCE = Duration.ofSeconds(3);
  private static final Duration SHUTDOWN_STEP = Duration.ofMillis(5);

  private static final int MAX_FORWARDED_POLLS = 750;

  private final EngineConfig config;
  private final SessionRegistry sessions;
  private final Relay relay;
  private final RequestCheck check;
  private final Clock clock;

  /// Makes one of several servers. Any request may reach any of them. Starts the clock. Serves
  /// requests when a listener has its [stack][#http].
  public EngineServer(EngineConfig config, EngineApplication application, Peers peers) {
    this(config, application, peers, RelayTimings.DEFAULT);
  }

  EngineServer(
      EngineConfig config, EngineApplication application, Peers peers, RelayTimings timings) {
    this.config = config;
    this.sessions = new SessionRegistry(config, application, peers.self());
    this.relay = new Relay(peers, timings, MAX_FORWARDED_POLLS);
    this.check = new RequestCheck(config, sessions, relay);
    peers.answer(new RemoteRequests(sessions, timings)::answer);
    this.clock = Clock.start(sessions, config);
  }

  /// Returns the stack that answers the requests of a listener. It has the given routes, and takes
  /// all other requests below the engine's path.
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
        // A little more than a POST may have, so that the engine itself can refuse it politely.
        4L * config.maxPayload(),
        DirectHandlers.create());
  }

  /// Returns the number of sessions. Those that are closing count too.
  public int sessionCount() {
    return sessions.all().size();
  }

  /// Returns the number of sessions whose clients are not known.
  public int strangers() {
    return sessions.strangers();
  }

  /// Returns the number of volatile packets dropped for slow clients since the start.
  public long droppedPackets() {
    return sessions.dropped();
  }

  /// Returns the number of requests refused for their Origin since the start.
  public long refusedOrigins() {
    return check.foreign();
  }

  boolean hasSession(String id) {
    return sessions.find(id) != null;
  }

  /// Opens no more sessions, and ends the open ones one after another, so that they do not all come
  /// back at once. Ends each like [#close()], after its queued packets.
  ///
  /// Blocks for the given time if there are sessions. Returns early if the thread is interrupted.
  public void drain(Duration time) {
    sessions.close();
    relay.close();
    List<EngineSession> leaving = List.copyOf(sessions.all());
    // The answers tell what the clients have received, so that their snapshots are short.
    leaving.forEach(EngineSession::ping);
    long start = System.nanoTime();
    for (int i = 0; i < leaving.size() && !Thread.currentThread().isInterrupted(); i++) {
      awaitUntil(start + time.toNanos() / leaving.size() * (i + 1));
      leaving.get(i).close(CloseReason.SERVER_SHUTTING_DOWN);
    }
  }

  private static void awaitUntil(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = nanoTime - System.nanoTime();
    }
  }

  /// Ends all sessions, [shutting down][CloseReason#SERVER_SHUTTING_DOWN]. Closes WebSockets.
  /// Answers a waiting poll with a close packet, and one for another server's session with a noop
  /// packet.
  ///
  /// Waits up to 2 seconds for the clients to take the answers, then cuts their connections. Then
  /// waits up to 3 seconds for the application's work at their end, and for polls that other
  /// servers hold.
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
