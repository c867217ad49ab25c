package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.settings.RateLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// Exceeds every limit of a user.
record Floods(Target target) {

  private static final int NAMESPACES_TRIED = 10;
  private static final AtomicInteger USERS = new AtomicInteger();

  /// Exceeds the limit of each event, and sends events with unknown names.
  void events() throws Exception {
    List<String> events = new ArrayList<>(RateLimits.EVENTS);
    events.add("hush:hush");
    new Pace(10).run(events.size(), index -> event(events.get(index)));
  }

  private void event(String event) throws IOException {
    int limit =
        RateLimits.DEFAULT.byEvent().getOrDefault(event, RateLimits.DEFAULT.others()).count();
    int count = event.equals("message:new") ? 2 * HostileClientsTest.MESSAGES : 2 * limit;
    // Each attempt has its own user, because a user over the limit stays over it for a minute.
    String token = target.token("flood-" + USERS.getAndIncrement());
    try (RawSocketIoClient client = RawSocketIoClient.connect(target.port(), token)) {
      int refused = 0;
      for (int i = 0; i < count; i++) {
        client.send("420[\"" + event + "\",{\"chatId\":\"hush\"}]");
        if (client.readUntil("430").contains("RATE_LIMIT_EXCEEDED")) {
          refused++;
        }
      }
      assertThat(refused).as(event).isBetween(count / 3, count - 1);
    }
  }

  /// Exceeds the limit of connections of one user.
  void connections(int attempts) throws Exception {
    String token = target.token("flood-of-connections");
    new Pace(200)
        .run(
            attempts,
            _ -> {
              try (RawSocketIoClient client = RawSocketIoClient.open(target.port())) {
                client.send("40{\"token\":\"" + token + "\"}");
                assertThat(client.readUntil("4")).matches("(40|44.*RATE_LIMIT_EXCEEDED).*");
              }
            });
  }

  /// Sends many requests in one write, on every port. Checks that each is answered, in order.
  void pipelines(int connections, int each) throws Exception {
    String last = "GET /hush HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    List<String> paths =
        List.of("/health", "/api/openapi.yaml", "/socket.io/?sid=hush", "/metrics");
    new Pace(50)
        .run(
            connections,
            index -> {
              String path = paths.get(index % paths.size());
              int port = port(path);
              // The metrics have a thousand lines.
              int requests = path.equals("/metrics") ? each / 10 : each;
              String request = "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
              try (RawTcp http = new RawTcp(port)) {
                http.send(request.repeat(requests) + last);
                assertThat(http.readAll().split("HTTP/1\\.1 [24]", -1)).hasSize(requests + 2);
              }
            });
  }

  private int port(String path) {
    return switch (path) {
      case "/api/openapi.yaml" -> target.apiPort();
      case "/metrics" -> target.metricsPort();
      default -> target.port();
    };
  }

  /// Sends pings and does not read the answers.
  void pings(int count) throws Exception {
    try (RawSocketIoClient client =
        RawSocketIoClient.connect(target.port(), target.token("flood-of-pings"))) {
      byte[] pings = new byte[10 * 131];
      for (int i = 0; i < pings.length; i += 131) {
        pings[i] = (byte) 0x89;
        pings[i + 1] = (byte) 0xfd;
      }
      new Pace(200).run(count / 10, _ -> client.sendBytes(pings));
    } catch (IOException | java.util.concurrent.ExecutionException _) {
      // The connection may be cut.
    }
  }

  /// Joins namespaces that do not exist. The tenth attempt ends the connection.
  void namespaces(int connections) throws Exception {
    new Pace(200)
        .run(
            connections,
            index -> {
              try (RawSocketIoClient client = RawSocketIoClient.open(target.port())) {
                for (int i = 0; i < NAMESPACES_TRIED; i++) {
                  client.send("40/hush-" + index + "-" + i + ",");
                  client.readUntil("44/hush-");
                }
                client.awaitEnd();
              }
            });
  }

  /// Sends two polls of one session at a time, and opens sessions that it does not use.
  void polls(int sessions) throws Exception {
    String path = "/socket.io/?EIO=4&transport=polling";
    new Pace(200)
        .run(
            sessions,
            _ -> {
              try (RawTcp first = new RawTcp(target.port());
                  RawTcp second = new RawTcp(target.port())) {
                String opened = first.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n").read();
                String sid = opened.replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
                String poll =
                    "GET "
                        + path
                        + "&sid="
                        + sid
                        + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
                first.send(poll);
                second.send(poll);
                assertThat(first.readAll() + second.readAll())
                    .contains("HTTP/1.1 400", "HTTP/1.1 200");
              }
            });
  }

  /// Opens more connections without a token than an address may have. Checks that the oldest make
  /// room for new ones.
  void strangers(int allowed) throws Exception {
    List<RawSocketIoClient> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * allowed; i++) {
        strangers.add(RawSocketIoClient.open(target.port()));
      }
      RawSocketIoClient.connect(target.port(), target.token("amid-strangers")).close();
      strangers.getFirst().awaitEnd();
    } finally {
      for (RawSocketIoClient stranger : strangers) {
        stranger.close();
      }
    }
    // Later tests connect from the same address.
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(() -> RawSocketIoClient.open(target.port()).close());
  }
}
