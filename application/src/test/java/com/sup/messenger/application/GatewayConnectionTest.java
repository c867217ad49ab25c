package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayConnectionTest {

  @Test
  void a_client_is_told_no_offset_that_its_snapshot_lacks() {
    NotingConnection connection = new NotingConnection();
    Delivery first = new Delivery(new ServerEvent.NotificationsCleared());
    Delivery late = new Delivery(new ServerEvent.NotificationsCleared());
    connection.send(first);

    List<Snapshot.Sent> kept = connection.lastSent();
    connection.send(late);

    assertThat(kept).extracting(Snapshot.Sent::offset).containsExactly(first.offset());
    assertThat(connection.told()).containsExactly(first.offset(), NotingConnection.NO_OFFSET);
    assertThat(connection.sent()).isEqualTo(kept);
  }
}
