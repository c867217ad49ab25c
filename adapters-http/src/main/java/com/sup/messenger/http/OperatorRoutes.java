package com.sup.messenger.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.admin.Operations;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.http.trace.TraceStream;
import io.helidon.http.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The routes for operators: they ask, and change nothing.
final class OperatorRoutes {

  private static final long MAX_SECONDS = 300;
  private static final long USUAL_SECONDS = 60;

  /// The longest token that is judged, in characters: that of a handshake.
  private static final int MAX_TOKEN = 8 * 1024;

  private final Operations operations;
  private final Supplier<Map<String, Boolean>> dependencies;
  private final Consumer<Duration> patience;

  /// @param dependencies returns each dependency by name; true if it answers
  /// @param patience gives the answer that is being written this time
  OperatorRoutes(
      Operations operations,
      Supplier<Map<String, Boolean>> dependencies,
      Consumer<Duration> patience) {
    this.operations = operations;
    this.dependencies = dependencies;
    this.patience = patience;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, "/api/health", _ -> health()),
        new Route(Method.POST, "/api/tokens/check", this::check),
        new Route(Method.GET, "/api/users/{userId}/cursors", this::cursors),
        new Route(Method.POST, "/api/users/{userId}/trace", this::trace),
        new Route(Method.GET, "/api/chats/{chatId}/entries/{seq}", this::entry));
  }

  private ApiAnswer health() {
    ObjectNode body = OperatorJson.of(operations.health());
    ObjectNode states = body.putObject("dependencies");
    dependencies.get().forEach((name, answers) -> states.put(name, answers ? "up" : "down"));
    return ApiAnswer.ok(body);
  }

  private ApiAnswer check(ApiCall call) {
    String token = call.body().required("token", String.class);
    InvalidValueException.require(
        !token.isEmpty() && token.length() <= MAX_TOKEN,
        "token must have 1 to " + MAX_TOKEN + " characters");
    return ApiAnswer.ok(OperatorJson.of(operations.judge(token)));
  }

  private ApiAnswer cursors(ApiCall call) {
    UserId user = call.parameter("userId", UserId::new);
    return ApiAnswer.ok(OperatorJson.of(user, operations.cursors(user)));
  }

  private ApiAnswer entry(ApiCall call) {
    ChatId chat = call.parameter("chatId", ChatId::new);
    long seq = call.parameter("seq", OperatorRoutes::seq);
    return ApiAnswer.ok(OperatorJson.of(operations.delivered(chat, seq)));
  }

  private static long seq(String text) {
    InvalidValueException.require(text.matches("[1-9]\\d{0,17}"), "must be a positive integer");
    return Long.parseLong(text);
  }

  private ApiAnswer trace(ApiCall call) {
    UserId user = call.parameter("userId", UserId::new);
    long seconds =
        Objects.requireNonNullElse(call.bodyIfAny().optional("seconds", Long.class), USUAL_SECONDS);
    InvalidValueException.require(
        seconds >= 1 && seconds <= MAX_SECONDS, "seconds must be 1 to " + MAX_SECONDS);
    TraceStream stream =
        new TraceStream(operations.trace(user), Duration.ofSeconds(seconds), patience);
    return ApiAnswer.stream(stream);
  }
}
