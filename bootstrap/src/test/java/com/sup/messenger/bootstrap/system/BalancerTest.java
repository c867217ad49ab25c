package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the service behind the shipped balancers, from the side of its clients.
@RequiresTool({Tool.NGINX, Tool.HAPROXY})
class BalancerTest {

  private static final long PATIENCE_SECONDS = 20;
  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
  private static final String HANDSHAKE = POLLING + "&token=hidden";

  @TempDir private Path folder;

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(Configuration.from(Map.of("PORT", "0", "API_PORT", "0")));

  private Balancer nginx() {
    return Balancer.nginx(folder, server.port());
  }

  private Balancer haproxy() {
    return Balancer.haproxy(server.port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling,websocket", "polling", "websocket"})
  void clients_talk_through_nginx(String transports) throws Exception {
    try (Balancer nginx = nginx()) {
      talk(nginx.http(), transports);
    }
  }

  @Test
  void clients_poll_through_an_nginx_that_speaks_http_1_0() throws Exception {
    try (Balancer nginx = Balancer.nginxOfHttp10(folder, server.port())) {
      assertThat(nginx.http().status("/health")).isEqualTo(200);
      assertThat(nginx.http().status("/ready")).isEqualTo(200);
      talk(nginx.http(), "polling");
      // The upgrade needs HTTP/1.1: the client stays with polling.
      talk(nginx.http(), "polling,websocket");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling,websocket", "polling", "websocket"})
  void clients_talk_through_haproxy(String transports) throws Exception {
    try (Balancer haproxy = haproxy()) {
      talk(haproxy.http(), transports);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void a_device_is_shown_with_the_address_of_its_client(String transport) throws Exception {
    try (MessengerServer instance = trusting("127.0.0.1");
        Balancer nginx = Balancer.nginx(folder, instance.port());
        Balancer haproxy = Balancer.haproxy(instance.port())) {
      assertThat(addressSeen(instance, nginx, transport)).isEqualTo("127.0.0.7");
      assertThat(addressSeen(instance, haproxy, transport)).isEqualTo("127.0.0.7");
    }
    try (MessengerServer instance = trusting("127.0.0.7");
        Balancer haproxy = Balancer.haproxy(instance.port())) {
      assertThat(addressSeen(instance, haproxy, transport)).isEqualTo("127.0.0.1");
    }
  }

  private static MessengerServer trusting(String proxy) {
    return MessengerServer.start(
        Configuration.from(Map.of("PORT", "0", "API_PORT", "0", "TRUSTED_PROXIES", proxy)));
  }

  /// Connects a device from 127.0.0.7. Returns its address as the service API shows it.
  private static String addressSeen(MessengerServer instance, Balancer balancer, String transport)
      throws Exception {
    String user = "user-" + balancer.port();
    String token = new HttpApi(instance.port()).token(user);
    InetAddress from = InetAddress.ofLiteral("127.0.0.7");
    if (transport.equals("polling")) {
      try (HttpClient http = HttpClient.newBuilder().localAddress(from).build()) {
        String polling = balancer.http().url().replace("localhost", "127.0.0.1") + POLLING;
        String open = send(http, HttpRequest.newBuilder(URI.create(polling)));
        URI session = URI.create(polling + "&sid=" + new JSONObject(open.substring(1)).get("sid"));
        String connect = "40" + new JSONObject(Map.of("token", token));
        send(http, HttpRequest.newBuilder(session).POST(BodyPublishers.ofString(connect)));
        return address(instance, user);
      }
    }
    java.net.Socket socket = new java.net.Socket();
    socket.bind(new InetSocketAddress(from, 0));
    try (RawSocketIoClient _ = RawSocketIoClient.connect(socket, balancer.port(), token, 0)) {
      return address(instance, user);
    }
  }

  private static String address(MessengerServer instance, String user) throws Exception {
    URI uri = URI.create("http://localhost:" + instance.apiPort() + "/api/users/" + user);
    try (HttpClient http = HttpClient.newHttpClient()) {
      JSONArray devices =
          Awaitility.await()
              .until(
                  () ->
                      new JSONObject(
                              send(
                                  http,
                                  HttpRequest.newBuilder(uri)
                                      .header("Authorization", "Bearer development")))
                          .getJSONArray("devices"),
                  shown -> shown.length() > 0);
      return devices.getJSONObject(0).getString("address");
    }
  }

  private static String send(HttpClient http, HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString()).body();
  }

  @Test
  void haproxy_keeps_an_instance_that_says_it_is_ready() {
    try (Balancer haproxy = haproxy()) {
      Awaitility.await()
          .during(Duration.ofSeconds(5)) // two checks
          .atMost(Duration.ofSeconds(15))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> haproxy.http().status(HANDSHAKE) == 200);
    }
  }

  @Test
  void nothing_but_the_socket_is_public_and_no_token_is_logged() {
    try (Balancer nginx = nginx();
        Balancer haproxy = haproxy()) {
      for (Balancer balancer : new Balancer[] {nginx, haproxy}) {
        assertThat(balancer.http().status("/health")).isEqualTo(404);
        assertThat(balancer.http().status("/dev/token")).isEqualTo(404);
        assertThat(balancer.http().status(HANDSHAKE)).isEqualTo(200);
        // A request is logged after its answer.
        Awaitility.await()
            .untilAsserted(
                () -> assertThat(String.join("\n", balancer.log())).contains("/socket.io/"));
        assertThat(String.join("\n", balancer.log())).doesNotContain("hidden");
      }
    }
  }

  @Test
  void a_flood_of_handshakes_from_one_address_is_stopped() {
    try (Balancer nginx = nginx();
        Balancer haproxy = haproxy()) {
      for (Balancer balancer : new Balancer[] {nginx, haproxy}) {
        assertThat(IntStream.range(0, 400).map(_ -> handshake(balancer))).contains(200, 429);
      }
    }
  }

  /// Returns the status of a handshake. It takes little time, as only many in a second are a flood.
  private static int handshake(Balancer balancer) {
    try (RawTcp client = new RawTcp(balancer.port())) {
      client.send("GET " + HANDSHAKE + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
      return Integer.parseInt(client.readUntil("\r\n").split(" ", 3)[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void talk(HttpApi balancer, String transports) throws Exception {
    Socket alice = client(balancer, "alice", transports);
    Socket bob = client(balancer, "bob", transports);
    try {
      send(alice, "first");
      CompletableFuture<JSONObject> received = new CompletableFuture<>();
      alice.on("message:new", arguments -> received.complete((JSONObject) arguments[0]));
      send(bob, "second");
      assertThat(get(received).getJSONObject("message").getString("encryptedContent"))
          .isEqualTo("second");
    } finally {
      alice.close();
      bob.close();
    }
  }

  private Socket client(HttpApi balancer, String user, String transports) {
    IO.Options options =
        IO.Options.builder()
            .setForceNew(true)
            .setTransports(transports.split(",", -1))
            .setAuth(Map.of("token", new HttpApi(server.port()).token(user)))
            .build();
    return IO.socket(URI.create(balancer.url()), options).connect();
  }

  private static void send(Socket socket, String content) throws Exception {
    CompletableFuture<JSONObject> answer = new CompletableFuture<>();
    JSONObject message =
        new JSONObject()
            .put("chatId", "balanced")
            .put("encryptedContent", content)
            .put("messageType", "text");
    Ack acknowledge = arguments -> answer.complete((JSONObject) arguments[0]);
    socket.emit("message:new", new Object[] {message}, acknowledge);
    assertThat(get(answer).getBoolean("success")).isTrue();
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
