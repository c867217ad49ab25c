package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineApplication;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The sessions of a server, by id; bounded.
public final class Sessions {
  /// So many bytes may wait for a session without a reason to end it.
  private static final int SMALL = 1_024;

  private final EngineConfig config;
  private final EngineApplication application;
  private final String instance;
  private final ConcurrentMap<String, EngineSession> byId = new ConcurrentHashMap<>();
  private final Set<Upgrade> upgrades = ConcurrentHashMap.newKeySet();
  private final LongAdder dropped = new LongAdder();
  private final ClientCloses clientCloses = new ClientCloses();
  private final Strangers<EngineSession> strangers;
  private volatile boolean closed;

  /// @param instance with whose id those of the sessions begin
  public Sessions(EngineConfig config, EngineApplication application, String instance) {
    this.config = config;
    this.application = application;
    this.instance = instance;
    this.strangers =
        new Strangers<>(
            config.maxStrangers(),
            Math.max(1, config.maxSessions() / 2),
            session -> session.end(CloseReason.FORCED_CLOSE));
    config.outbound().makeRoomBy(this::endSlowest);
  }

  public @Nullable EngineSession find(String id) {
    return byId.get(id);
  }

  public Collection<EngineSession> all() {
    return byId.values();
  }

  /// How many sessions there are whose clients are not known.
  public int strangers() {
    return strangers.count();
  }

  /// When clients have closed their sessions.
  public ClientCloses clientCloses() {
    return clientCloses;
  }

  /// How many packets have been dropped for slow clients.
  public long dropped() {
    return dropped.sum();
  }

  /// Why no session may be opened now, if so.
  public Optional<String> refusal() {
    if (closed) {
      return Optional.of("Server is shutting down");
    }
    boolean full = byId.size() + upgrades.size() >= config.maxSessions();
    return full && !strangers.makeRoom() ? Optional.of("Server is full") : Optional.empty();
  }

  /// Has strangers leave that have stayed too long.
  void review(long now) {
    strangers.review(now);
  }

  // Those that are not known first, then those for which most waits. One that has just come, and is
  // about to show its token, has little.
  private void endSlowest() {
    byId.values().stream()
        .map(session -> new Waiting(session, session.isTrusted(), session.waitingBytes()))
        .filter(waiting -> waiting.bytes() > SMALL)
        .sorted(Waiting.WORST_FIRST)
        .takeWhile(_ -> config.outbound().isShort())
        .forEach(waiting -> waiting.session().end(CloseReason.SLOW_CONSUMER));
  }

  private record Waiting(EngineSession session, boolean known, long bytes) {
    static final Comparator<Waiting> WORST_FIRST =
        Comparator.comparing(Waiting::known)
            .thenComparing(Comparator.comparingLong(Waiting::bytes).reversed());
  }

  public EngineSession create(EngineRequest request) {
    return newSession(SessionId.next(instance), request);
  }

  /// Makes the session known, and lets the application open it.
  public void open(EngineSession session) {
    byId.put(session.id(), session);
    session.open(application);
    closeIfClosed(session);
  }

  /// A WebSocket is on its way into another instance's session.
  public void upgrading(Upgrade upgrade) {
    upgrades.add(upgrade);
  }

  /// The WebSocket has arrived there, or has gone.
  public void upgraded(Upgrade upgrade) {
    upgrades.remove(upgrade);
  }

  /// Goes on with the session of another instance.
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

  /// The WebSockets on their way into sessions of other instances.
  Collection<Upgrade> upgrades() {
    return upgrades;
  }

  /// Opens no more.
  public void close() {
    closed = true;
  }

  private void remove(EngineSession session) {
    byId.remove(session.id(), session);
  }
}
