package com.sup.messenger.benchmarks;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.ConnectionState;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.ToldCalls;
import com.sup.messenger.application.port.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A connected device that takes all events and keeps none.
final class QuietDevice implements Connection {

  private final String key = UUID.randomUUID().toString();
  private final ToldCalls calls = new ToldCalls();
  private final ConnectionState state = new ConnectionState();
  private final Instant connectedAt = Instant.now();
  private volatile Actor actor;

  QuietDevice(Actor actor) {
    this.actor = actor;
  }

  @Override
  public String id() {
    return key;
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

  @Override
  public String recoveryKey() {
    return key;
  }

  @Override
  public long fence() {
    return 0;
  }

  @Override
  public ConnectionState state() {
    return state;
  }

  @Override
  public List<Snapshot.Sent> sent() {
    return List.of();
  }

  @Override
  public List<Snapshot.Sent> lastSent() {
    return List.of();
  }

  @Override
  public ToldCalls calls() {
    return calls;
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
    return connectedAt;
  }

  @Override
  public void send(Delivery delivery) {}

  @Override
  public void cut() {}

  @Override
  public void stay() {}

  @Override
  public void end(Ending ending) {}
}
