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
  private final Strangers strangers;
  private volatile boolean closed;

  /// @param instance with whose id those of the sessions begin
  Sessions(EngineConfig config, EngineApplication application, String instance) {
    this.config = config;
    this.application = application;
    this.instance = instance;
    this.strangers = new Strangers(config.maxStrangers());
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

  /// Why this request may not open one, if so.
  Optional<String> refusal(EngineRequest request) {
    return refusal()
        .or(
            () ->
                strangers.areTooMany(request.address())
                    ? Optional.of("Too many connections that are not authenticated")
                    : Optional.empty());
  }

  EngineSession create(EngineRequest request) {
    return newSession(SessionId.next(instance), request);
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
    EngineSession session = newSession(id, from.handshake());
    transport.carry(session);
    byId.put(id, session);
    session.resume(from, transport, application);
    closeIfClosed(session);
  }

  private EngineSession newSession(String id, EngineRequest request) {
    return new EngineSession(id, config, request, this::remove, dropped, strangers);
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
