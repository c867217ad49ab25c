package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineApplication;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.client.ClientCloses;
import com.sup.messenger.websocket.engineio.client.UnauthenticatedLimit;
import com.sup.messenger.websocket.engineio.packet.OutboundBudget;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The sessions of a server, by id. Their number is bounded.
public final class SessionRegistry {
  private final EngineConfig config;
  private final EngineApplication application;
  private final String instance;
  private final ConcurrentMap<String, EngineSession> byId = new ConcurrentHashMap<>();
  private final Set<Upgrade> upgrades = ConcurrentHashMap.newKeySet();
  private final LongAdder dropped = new LongAdder();
  private final ClientCloses clientCloses = new ClientCloses();
  private final UnauthenticatedLimit<EngineSession> strangers;
  private volatile boolean closed;

  /// Makes an empty set of sessions.
  ///
  /// @param instance the id with which the ids of the sessions begin
  public SessionRegistry(EngineConfig config, EngineApplication application, String instance) {
    this.config = config;
    this.application = application;
    this.instance = instance;
    this.strangers =
        new UnauthenticatedLimit<>(
            config.maxStrangers(),
            Math.max(1, config.maxSessions() / 2),
            session -> session.end(CloseReason.FORCED_CLOSE));
    OutboundBudget outbound = config.outbound();
    outbound.makeRoomBy(() -> SlowestSessions.end(all(), outbound));
  }

  /// Returns the session with this id, if there is one.
  public @Nullable EngineSession find(String id) {
    return byId.get(id);
  }

  /// Returns a live view of the sessions.
  public Collection<EngineSession> all() {
    return byId.values();
  }

  /// Returns the number of sessions whose clients are not known.
  public int strangers() {
    return strangers.count();
  }

  /// Returns the times at which clients have closed their sessions.
  public ClientCloses clientCloses() {
    return clientCloses;
  }

  /// Returns the number of packets dropped for slow clients.
  public long dropped() {
    return dropped.sum();
  }

  /// Returns why no session may be opened now, if so.
  public Optional<String> refusal() {
    if (closed) {
      return Optional.of("Server is shutting down");
    }
    boolean full = byId.size() + upgrades.size() >= config.maxSessions();
    return full && !strangers.makeRoom() ? Optional.of("Server is full") : Optional.empty();
  }

  /// Ends strangers that have stayed too long.
  void review(long now) {
    strangers.review(now);
  }

  /// Makes a session with a new id. Counts its client as a stranger.
  public EngineSession create(EngineRequest request) {
    return newSession(SessionId.next(instance), request);
  }

  /// Adds the session, and lets the application open it.
  public void open(EngineSession session) {
    byId.put(session.id(), session);
    session.open(application);
    closeIfClosed(session);
  }

  /// Counts a WebSocket that is to take over another instance's session.
  public void upgrading(Upgrade upgrade) {
    upgrades.add(upgrade);
  }

  /// Stops counting a WebSocket. It has taken over the session, or has closed.
  public void upgraded(Upgrade upgrade) {
    upgrades.remove(upgrade);
  }

  /// Continues a session of another instance.
  public void resume(String id, HandOver from, WebSocketTransport transport) {
    EngineSession session = newSession(id, from.handshake());
    transport.carry(session);
    byId.put(id, session);
    session.resume(from, transport, application);
    closeIfClosed(session);
  }

  private EngineSession newSession(String id, EngineRequest request) {
    EngineSession session =
        new EngineSession(id, config, request, this::remove, clientCloses, dropped, strangers);
    session.enter();
    return session;
  }

  private void closeIfClosed(EngineSession session) {
    if (closed) {
      session.close(CloseReason.SERVER_SHUTTING_DOWN);
    }
  }

  /// Returns the WebSockets that are to take over sessions of other instances.
  Collection<Upgrade> upgrades() {
    return upgrades;
  }

  /// Refuses new sessions from now on.
  public void close() {
    closed = true;
  }

  private void remove(EngineSession session) {
    byId.remove(session.id(), session);
  }
}
