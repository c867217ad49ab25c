package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.websocket.gateway.SupGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.json.JSONArray;
import org.json.JSONException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests the address of a client that comes through a balancer (contract, "Configuration").
class ForwardedAddressTest {

  private static final String CLIENT = "192.0.2.7";
  private static final Logger LOGGER = Logger.getLogger(SupGateway.class.getName());

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Handler keeping =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          log.add(String.valueOf(line.getParameters()[0]));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void keepTheLog() {
    LOGGER.addHandler(keeping);
  }

  @AfterEach
  void leaveTheLog() {
    LOGGER.removeHandler(keeping);
  }

  @Test
  void of_a_trusted_balancer_the_service_api_and_the_log_show_the_client() throws Exception {
    assertThat(shown("TRUSTED_PROXIES=127.0.0.1,::1")).isEqualTo(CLIENT);
    assertThat(log).anyMatch(line -> line.contains(" address=" + CLIENT + " "));
  }

  @Test
  void of_any_other_peer_they_show_the_peer() throws Exception {
    assertThat(shown("TRUSTED_PROXIES=192.0.2.1")).isNotEqualTo(CLIENT);
    assertThat(log).isNotEmpty().noneMatch(line -> line.contains(CLIENT));
  }

  /// Returns the address of a connection in the service API. Ends the connection, and waits for its
  /// line in the log.
  private String shown(String variable) throws Exception {
    try (RunningService service = new RunningService(variable);
        HttpClient http = HttpClient.newHttpClient()) {
      WebSocket socket = open(http, service);
      await().until(() -> devices(service).length() == 1);
      String address = devices(service).getJSONObject(0).getString("address");
      socket.abort();
      await().until(() -> log.stream().anyMatch(line -> line.startsWith("user=ada ")));
      return address;
    }
  }

  private static JSONArray devices(RunningService service) throws JSONException {
    return service.backEnd().expect(200, "GET", "/api/users/ada").getJSONArray("devices");
  }

  private static WebSocket open(HttpClient http, RunningService service) {
    URI uri = URI.create(service.uri().toString().replace("http", "ws"));
    WebSocket socket =
        http.newWebSocketBuilder()
            .header("X-Forwarded-For", CLIENT)
            .connectTimeout(Duration.ofSeconds(10))
            .buildAsync(
                uri.resolve("/socket.io/?EIO=4&transport=websocket"), new WebSocket.Listener() {})
            .join();
    socket.sendText("40{\"token\":\"" + service.token("ada", "phone") + "\"}", true).join();
    return socket;
  }
}
