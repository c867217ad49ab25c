package com.sup.messenger.http;

import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.domain.Refusal;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Serves the service API for back-ends (contract, "Service API"; `docs/openapi.yaml`). Calls the
/// use cases of [Administration].
public final class ServiceApi implements HttpService {

  private static final String DOCUMENT_PATH = "/api/openapi.yaml";

  /// The greatest number of calls at a time. Further calls are refused with 429 and `Retry-After`.
  static final int MAX_AT_ONCE = 64;

  private final ApiKeys keys;
  private final List<Route> routes;
  private final byte[] document = document();
  private final Semaphore turns = new Semaphore(MAX_AT_ONCE);

  /// @param keys the valid keys of back-ends and operators
  /// @param dependencies returns each dependency by name; true if it answers
  /// @param patience gives the answer that is being written more time
  public ServiceApi(
      ChatApplication application,
      List<String> keys,
      Supplier<Map<String, Boolean>> dependencies,
      Consumer<Duration> patience) {
    this.keys = new ApiKeys(keys);
    Administration administration = application.administration();
    this.routes =
        Stream.of(
                new ChatRoutes(administration).routes(),
                new UserRoutes(administration).routes(),
                new OperatorRoutes(application.operations(), dependencies, patience).routes())
            .flatMap(List::stream)
            .toList();
  }

  private static byte[] document() {
    try (InputStream document = ServiceApi.class.getResourceAsStream("openapi.yaml")) {
      if (document == null) {
        throw new IllegalStateException("openapi.yaml is missing");
      }
      return document.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns each call that needs a key, as OpenAPI names it: `PUT /api/chats/{chatId}`.
  public List<String> calls() {
    return routes.stream().map(route -> route.method().text() + " " + route.template()).toList();
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any(this::serve);
  }

  /// Returns true if these headers hold a valid key.
  public boolean admits(Headers headers) {
    return keys.admit(headers.first(HeaderNames.AUTHORIZATION).orElse(""));
  }

  private void serve(ServerRequest request, ServerResponse response) {
    String path = request.prologue().uriPath().rawPath();
    if (path.equals(DOCUMENT_PATH) && request.prologue().method().text().equals("GET")) {
      response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/yaml"));
      response.send(document);
      return;
    }
    answer(request, path).send(response);
  }

  private ApiAnswer answer(ServerRequest request, String path) {
    if (!admits(request.headers())) {
      return ApiAnswer.failure(
              Status.UNAUTHORIZED_401,
              "AUTHENTICATION_REQUIRED",
              "A key of the service is required")
          .with(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer"));
    }
    if (!turns.tryAcquire()) {
      return ApiAnswer.failure(
              Status.TOO_MANY_REQUESTS_429,
              Refusal.RATE_LIMIT_EXCEEDED.name(),
              "Too many calls at a time")
          .retryAfter(1);
    }
    try {
      return route(request, path);
    } finally {
      turns.release();
    }
  }

  private ApiAnswer route(ServerRequest request, String rawPath) {
    List<String> path = Route.decoded(rawPath);
    String method = request.prologue().method().text();
    List<Route> there = routes.stream().filter(route -> route.match(path).isPresent()).toList();
    return there.stream()
        .filter(route -> route.method().text().equals(method))
        .findFirst()
        .map(route -> answer(route, new ApiCall(request, route.match(path).orElseThrow())))
        .orElseGet(() -> nothing(there));
  }

  private static ApiAnswer nothing(List<Route> there) {
    if (there.isEmpty()) {
      return ApiAnswer.failure(Status.NOT_FOUND_404, "NOT_FOUND", "There is no such call");
    }
    String allowed =
        there.stream().map(route -> route.method().text()).collect(Collectors.joining(", "));
    return ApiAnswer.failure(
            Status.METHOD_NOT_ALLOWED_405, "METHOD_NOT_ALLOWED", "The method must be " + allowed)
        .with(HeaderValues.create(HeaderNames.ALLOW, allowed));
  }

  private static ApiAnswer answer(Route route, ApiCall call) {
    return ApiFailures.answered(() -> route.handler().answer(call));
  }
}
