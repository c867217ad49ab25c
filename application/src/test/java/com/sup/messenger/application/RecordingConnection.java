package com.sup.messenger.application;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.ConnectionId;
import com.sup.messenger.application.connection.ConnectionState;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.SentBudget;
import com.sup.messenger.application.connection.SentLog;
import com.sup.messenger.application.connection.ToldCalls;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// A connection that records its events.
final class RecordingConnection implements Connection {

  private final String key;
  private final ConnectionState state = new ConnectionState();
  private final SentLog sent = new SentLog(new SentBudget(Long.MAX_VALUE));
  private final ToldCalls calls = new ToldCalls();
  private final List<String> offsets = new CopyOnWriteArrayList<>();
  private final List<Ending> ended = new CopyOnWriteArrayList<>();
  private volatile Actor actor;
  private volatile boolean cut;
  private volatile int stays;
  private long fence;
  private volatile Instant connectedAt = Instant.EPOCH;
  private volatile Instant lastEventAt = Instant.EPOCH;
  private final List<ServerEvent> received = new CopyOnWriteArrayList<>();

  RecordingConnection(String user, String device) {
    this(UUID.randomUUID().toString(), user, device);
  }

  private RecordingConnection(String key, String user, String device) {
    this.key = key;
    Profile profile = new Profile(new UserId(user), user, null);
    actor = new Actor(profile, new DeviceId(device), Actor.Namer.TOKEN, Instant.MIN, Instant.MAX);
  }

  /// Returns the same connection on another instance, with the events noted as sent here.
  RecordingConnection elsewhere(Snapshot snapshot) {
    RecordingConnection other =
        new RecordingConnection(key, actor.user().value(), actor.device().value());
    other.sent.goOn(snapshot.sent(), 0);
    other.fence = snapshot.fence();
    return other;
  }

  /// Returns a new connection of the same session.
  RecordingConnection resumed(Arrival.Resumed arrival) {
    RecordingConnection other =
        new RecordingConnection(key, actor.user().value(), actor.device().value());
    other.sent.begin(arrival.received(), 0);
    other.fence = arrival.fence();
    return other;
  }

  @Override
  public String id() {
    return ConnectionId.of(key);
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public String transport() {
    return "websocket";
  }

  @Override
  public String address() {
    return "::1";
  }

  @Override
  public Instant connectedAt() {
    return connectedAt;
  }

  void connectedAt(Instant at) {
    connectedAt = at;
  }

  @Override
  public void cut() {
    cut = true;
  }

  boolean isCut() {
    return cut;
  }

  @Override
  public String recoveryKey() {
    return key;
  }

  @Override
  public ConnectionState state() {
    return state;
  }

  @Override
  public List<Snapshot.Sent> sent() {
    return sent.entries();
  }

  @Override
  public List<Snapshot.Sent> lastSent() {
    return sent.entries();
  }

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public void identify(Actor refreshed) {
    actor = refreshed;
  }

  @Override
  public Instant lastEventAt() {
    return lastEventAt;
  }

  @Override
  public void stay() {
    stays++;
  }

  /// Returns how often the connection was found to be in use.
  int stays() {
    return stays;
  }

  /// Acts as the client that sends an event.
  void touch(Instant at) {
    lastEventAt = at;
  }

  @Override
  public void end(Ending ending) {
    ended.add(ending);
  }

  List<Ending> ended() {
    return ended;
  }

  @Override
  public ToldCalls calls() {
    return calls;
  }

  @Override
  public void send(Delivery delivery) {
    if (!calls.admits(delivery.event())) {
      return;
    }
    received.add(delivery.event());
    offsets.add(delivery.offset());
    sent.add(delivery, 0);
  }

  /// Returns the offset of an event, by its index among those received.
  String offset(int index) {
    return offsets.get(index);
  }

  /// Returns the number of events with an offset.
  int offsets() {
    return offsets.size();
  }

  List<ServerEvent> received() {
    return received;
  }

  <E extends ServerEvent> List<E> received(Class<E> type) {
    return received.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<Long> seqs() {
    return received(ServerEvent.MessageNew.class).stream().map(e -> e.message().seq()).toList();
  }
}
