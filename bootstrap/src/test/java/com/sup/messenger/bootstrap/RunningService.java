package com.sup.messenger.bootstrap;

import com.sup.messenger.application.RateLimits;
import com.sup.messenger.application.Timings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.json.JSONException;
import org.json.JSONObject;

/// An instance of the service, in development and without limits of users unless told otherwise,
/// and its clients.
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

  /// The connections that the service has now, as its health says.
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

  /// A back-end with the key of development.
  BackEnd backEnd() {
    return backEnd("development");
  }

  BackEnd backEnd(String key) {
    return new BackEnd(URI.create("http://localhost:" + server.apiPort()), key);
  }

  /// Whether it tells Prometheus anything.
  boolean hasMetrics() {
    return server.metricsPort() != -1;
  }

  /// What Prometheus reads, line by line.
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

  /// A token for a user's device, that lives for an hour.
  String token(String user, String device) {
    return token(user, device, 3_600);
  }

  /// A token for a user's device, that lives for so long, the time of its end cut to the second.
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

  /// A device of a user, connected and synchronized.
  TestClient connect(String user, String device) {
    TestClient client = clientWith(token(user, device));
    client.connect();
    return client;
  }

  /// A client with a token, not yet connected.
  TestClient clientWith(String token, String... transports) {
    TestClient client = new TestClient(uri(), Map.of("token", token), transports);
    clients.add(client);
    return client;
  }

  /// A client with a token that names no device, not yet connected, that names one itself.
  TestClient clientNaming(String device, String token) {
    TestClient client = new TestClient(uri(), Map.of("token", token, "deviceId", device));
    clients.add(client);
    return client;
  }

  /// The first device of a user, not yet connected, that says what it has.
  TestClient client(String user, String cursors) {
    return new TestClient(uri(), Map.of("token", token(user, user + "-phone"), "cursors", cursors));
  }

  /// The first device of a user.
  TestClient connect(String user) {
    return connect(user, user + "-phone");
  }

  /// Ends every client; the client library of the tests opens 64 WebSockets at a time and no more.
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
