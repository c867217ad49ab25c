package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.ConnectionId;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Tests a client whose session another instance does not hand over.
class HeldSessionTest {

  @AutoClose private final MemoryCluster cluster = new MemoryCluster(2);

  @Test
  void its_connection_ends_without_a_refusal_so_that_it_comes_again() throws Exception {
    String token = new HttpApi(cluster.instance(0).port()).token("ada");
    hold("key");
    try (RawSocketIoClient ada = RawSocketIoClient.open(cluster.instance(0).port())) {
      ada.send("40{\"token\":\"%s\",\"pid\":\"key\",\"offset\":\"1\"}".formatted(token));
      assertThat(ada.read()).startsWith("0");
      ada.awaitSilentEnd();
    }
  }

  private void hold(String key) {
    cluster
        .shared()
        .connectionRegistry()
        .enter(
            new ConnectionRegistry.Entry(
                ConnectionId.of(key),
                cluster.instance(1).id(),
                new UserId("ada"),
                new DeviceId("phone"),
                "websocket",
                Instant.now(),
                null));
  }
}
