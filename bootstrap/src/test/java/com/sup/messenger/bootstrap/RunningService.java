package com.sup.messenger.bootstrap;

import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.bootstrap.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.json.JSONException;
import org.json.JSONObject;

/// An instance of the service and its clients. By default it runs in development and without limits
/// of users.
final class RunningService implements AutoCloseable {

  private static final String UNLIMITED =
      Stream.concat(RateLimits.EVENTS.stream(), Stream.of("default"))
          .map(event -> event + "=unlimited")
          .collect(Collectors.joining(","));

  private final MessengerServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<TestClient> clients = new ArrayList<>();

  RunningService(Timings timings, String... variables) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PORT",
                "0",
                "API_PORT",
                "0",
                "RATE_LIMITS",
                UNLIMITED,
                "RATE_LIMIT_MAX_CONNECTIONS",
                "unlimited"));
    for (String variable : variables) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    server = MessengerServer.start(Configuration.from(environment), timings);
  }

  RunningService(String... variables) {
    this(Timings.DEFAULT, variables);
  }

  /// Returns the number of connections from `/health`.
  long activeConnections() {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri().resolve("/health")).build();
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new JSONObject(answer).getJSONObject("connections").getLong("active");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | JSONException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns a back-end with the key of development.
  BackEnd backEnd() {
    return backEnd("development");
  }

  BackEnd backEnd(String key) {
    return new BackEnd(URI.create("http://localhost:" + server.apiPort()), key);
  }

  /// Returns true if the service has metrics.
  boolean hasMetrics() {
    return server.metricsPort() != -1;
  }

  /// Returns the lines of `/metrics`.
  List<String> metrics() {
    try {
      URI metrics = URI.create("http://localhost:" + server.metricsPort() + "/metrics");
      HttpRequest request = HttpRequest.newBuilder(metrics).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.body().lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  URI uri() {
    return URI.create("http://localhost:" + server.port());
  }

  /// Returns a token for a user's device that is valid for an hour.
  String token(String user, String device) {
    return token(user, device, 3_600);
  }

  /// Returns a token for a user's device that is valid for some seconds. Its end is cut to the
  /// second.
  String token(String user, String device, int seconds) {
    try {
      JSONObject body =
          new JSONObject()
              .put("userId", user)
              .put("deviceId", device)
              .put("username", user)
              .put("ttlSeconds", seconds);
      HttpRequest request =
          HttpRequest.newBuilder(uri().resolve("/dev/token"))
              .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
              .build();
      String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new JSONObject(answer).getString("token");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | JSONException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Connects a device of a user and waits until it has caught up.
  TestClient connect(String user, String device) {
    TestClient client = clientWith(token(user, device));
    client.connect();
    return client;
  }

  /// Makes a client with a token and does not connect it.
  TestClient clientWith(String token, String... transports) {
    TestClient client = new TestClient(uri(), Map.of("token", token), transports);
    clients.add(client);
    return client;
  }

  /// Makes a client that names its device itself, because its token does not. Does not connect it.
  TestClient clientNaming(String device, String token) {
    TestClient client = new TestClient(uri(), Map.of("token", token, "deviceId", device));
    clients.add(client);
    return client;
  }

  /// Makes the first device of a user, with these cursors. Does not connect it.
  TestClient client(String user, String cursors) {
    return new TestClient(uri(), Map.of("token", token(user, user + "-phone"), "cursors", cursors));
  }

  /// Connects the first device of a user.
  TestClient connect(String user) {
    return connect(user, user + "-phone");
  }

  /// Makes the instance not ready, as at the begin of its end.
  void drain() {
    server.drain(Duration.ZERO);
  }

  /// Disconnects every client. The client library of the tests opens at most 64 WebSockets at a
  /// time.
  void disconnectAll() {
    clients.forEach(TestClient::close);
    clients.clear();
  }

  @Override
  public void close() {
    disconnectAll();
    server.close();
  }
}
