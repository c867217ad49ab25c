package com.sup.messenger.application;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.SentBudget;
import com.sup.messenger.application.connection.SentLog;
import com.sup.messenger.application.gateway.GatewayConnection;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A connection of a gateway. It notes the offsets that its client is told.
final class NotingConnection extends GatewayConnection<String> {

  static final String NO_OFFSET = "no offset";

  private final SentLog sent = new SentLog(new SentBudget(100_000));
  private final List<String> told = new ArrayList<>();

  NotingConnection() {
    super(
        new Actor(
            new Profile(new UserId("ada"), "ada", null),
            new DeviceId("phone"),
            Actor.Namer.TOKEN,
            Instant.MIN,
            Instant.MAX),
        "key",
        0,
        delivery -> delivery.isNamed() ? delivery.offset() : NO_OFFSET,
        InstantSource.system());
  }

  List<String> told() {
    return told;
  }

  @Override
  protected void queue(Delivery delivery, String encoded) {
    sent.add(delivery, 0);
    told.add(encoded);
  }

  @Override
  public String transport() {
    return "test";
  }

  @Override
  public String address() {
    return "::1";
  }

  @Override
  public List<Snapshot.Sent> sent() {
    return sent.entries();
  }

  @Override
  public void cut() {}

  @Override
  public void end(Ending ending) {}
}
