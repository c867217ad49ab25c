package com.sup.messenger.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.ConnectionCounts;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;

/// Serves `GET /health`: 200 while the process can serve. Dependencies that fail do not change
/// that.
public final class HealthRoute implements HttpService {

  private final ChatApplication application;
  private final InstantSource clock;
  private final Supplier<Map<String, Boolean>> dependencies;
  private final Instant startedAt;

  /// @param dependencies returns each dependency by name; true if it answers
  public HealthRoute(
      ChatApplication application,
      InstantSource clock,
      Supplier<Map<String, Boolean>> dependencies) {
    this.application = application;
    this.clock = clock;
    this.dependencies = dependencies;
    this.startedAt = clock.instant();
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/health", this::health).head("/health", this::health);
  }

  private void health(ServerRequest request, ServerResponse response) {
    ConnectionCounts counts = application.connections();
    Instant now = clock.instant();
    ObjectNode body = JsonText.MAPPER.createObjectNode();
    body.put("status", "healthy").put("service", "sup-messenger");
    body.putObject("connections")
        .put("active", counts.active())
        .put("total", counts.total())
        .put("peak", counts.peak());
    body.put("uptime", Duration.between(startedAt, now).toMillis());
    body.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
    ObjectNode states = body.putObject("dependencies");
    dependencies.get().forEach((name, answers) -> states.put(name, answers ? "up" : "down"));
    JsonText.send(response, Status.OK_200, body);
  }
}
