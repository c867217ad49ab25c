package com.sup.messenger.redis;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.gateway.GatewayConnection;
import com.sup.messenger.application.port.Snapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// A connected device that takes all events and keeps none.
final class QuietDevice extends GatewayConnection<Delivery> {

  QuietDevice(Actor actor) {
    super(actor, UUID.randomUUID().toString(), 0, delivery -> delivery, InstantSource.system());
  }

  @Override
  protected void queue(Delivery delivery, Delivery encoded) {}

  @Override
  public String transport() {
    return "websocket";
  }

  @Override
  public String address() {
    return "::1";
  }

  @Override
  public List<Snapshot.Sent> sent() {
    return List.of();
  }

  @Override
  public void cut() {}

  @Override
  public void end(Ending ending) {}
}
