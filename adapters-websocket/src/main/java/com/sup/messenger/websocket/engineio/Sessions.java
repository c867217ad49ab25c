package com.sup.messenger.websocket.engineio;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The sessions of a server, by id; bounded.
final class Sessions {
  private final EngineConfig config;
  private final EngineApplication application;
  private final String instance;
  private final ConcurrentMap<String, EngineSession> byId = new ConcurrentHashMap<>();
  private final Set<RemoteUpgrade> upgrades = ConcurrentHashMap.newKeySet();
  private final LongAdder dropped = new LongAdder();
  private volatile boolean closed;

  /// @param instance with whose id those of the sessions begin
  Sessions(EngineConfig config, EngineApplication application, String instance) {
    this.config = config;
    this.application = application;
    this.instance = instance;
  }

  @Nullable EngineSession find(String id) {
    return byId.get(id);
  }

  Collection<EngineSession> all() {
    return byId.values();
  }

  /// How many packets have been dropped for slow clients.
  long dropped() {
    return dropped.sum();
  }

  /// Why no session may be opened now, if so.
  Optional<String> refusal() {
    if (closed) {
      return Optional.of("Server is shutting down");
    }
    return byId.size() + upgrades.size() < config.maxSessions()
        ? Optional.empty()
        : Optional.of("Server is full");
  }

  EngineSession create(EngineRequest request) {
    return new EngineSession(SessionId.next(instance), config, request, this::remove, dropped);
  }

  /// Makes the session known, and lets the application open it.
  void open(EngineSession session) {
    byId.put(session.id(), session);
    session.open(application);
    closeIfClosed(session);
  }

  /// A WebSocket is on its way into another instance's session.
  void upgrading(RemoteUpgrade upgrade) {
    upgrades.add(upgrade);
  }

  /// The WebSocket has arrived there, or has gone.
  void upgraded(RemoteUpgrade upgrade) {
    upgrades.remove(upgrade);
  }

  /// Goes on with the session of another instance.
  void resume(String id, HandOver from, WebSocketTransport transport) {
    EngineSession session = new EngineSession(id, config, from.handshake(), this::remove, dropped);
    transport.carry(session);
    byId.put(id, session);
    session.resume(from, transport, application);
    closeIfClosed(session);
  }

  private void closeIfClosed(EngineSession session) {
    if (closed) {
      session.close(CloseReason.SERVER_SHUTTING_DOWN);
    }
  }

  /// The WebSockets on their way into sessions of other instances.
  Collection<RemoteUpgrade> upgrades() {
    return upgrades;
  }

  /// Opens no more.
  void close() {
    closed = true;
  }

  private void remove(EngineSession session) {
    byId.remove(session.id(), session);
  }
}
