package com.sup.messenger.websocket.engineio;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The sessions of a server, by id; bounded.
final class Sessions {
  private static final int ID_BYTES = 15;

  private final EngineConfig config;
  private final EngineApplication application;
  private final ConcurrentMap<String, EngineSession> byId = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private volatile boolean closed;

  Sessions(EngineConfig config, EngineApplication application) {
    this.config = config;
    this.application = application;
  }

  @Nullable EngineSession find(String id) {
    return byId.get(id);
  }

  Collection<EngineSession> all() {
    return byId.values();
  }

  /// Why no session may be opened now, if so.
  Optional<String> refusal() {
    if (closed) {
      return Optional.of("Server is shutting down");
    }
    return byId.size() < config.maxSessions() ? Optional.empty() : Optional.of("Server is full");
  }

  EngineSession create(EngineRequest request) {
    return new EngineSession(newId(), config, request, this::remove);
  }

  /// Makes the session known, and lets the application open it.
  void open(EngineSession session) {
    byId.put(session.id(), session);
    session.open(application);
    if (closed) {
      session.close(CloseReason.SERVER_SHUTTING_DOWN);
    }
  }

  /// Opens no more.
  void close() {
    closed = true;
  }

  private void remove(EngineSession session) {
    byId.remove(session.id(), session);
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
