package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.SentBudget;
import com.sup.messenger.application.connection.SentLog;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.gateway.GatewayConnection;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayConnectionTest {

  private static final String NO_OFFSET = "no offset";

  /// A connection that notes the offsets that its client is told.
  private static final class Noting extends GatewayConnection<String> {
    private final SentLog sent = new SentLog(new SentBudget(100_000));
    private final List<String> told = new ArrayList<>();

    Noting() {
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

  @Test
  void a_client_is_told_no_offset_that_its_snapshot_lacks() {
    Noting connection = new Noting();
    Delivery first = new Delivery(new ServerEvent.NotificationsCleared());
    Delivery late = new Delivery(new ServerEvent.NotificationsCleared());
    connection.send(first);

    List<Snapshot.Sent> kept = connection.lastSent();
    connection.send(late);

    assertThat(kept).extracting(Snapshot.Sent::offset).containsExactly(first.offset());
    assertThat(connection.told).containsExactly(first.offset(), NO_OFFSET);
    assertThat(connection.sent()).isEqualTo(kept);
  }
}
