package com.sup.messenger.bootstrap.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Calls the service API. Each method throws [CallFailedException] if the answer is a failure, or
/// if there is none.
final class OperatorApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI url;
  private final String key;

  OperatorApi(URI url, String key) {
    this.url = url;
    this.key = key;
  }

  /// Encodes an id as a part of a path.
  static String part(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  JsonNode get(String path) {
    return answer(send(request(path).GET(), PATIENCE, BodyHandlers.ofString()));
  }

  JsonNode post(String path, JsonNode body) {
    return answer(send(request(path).POST(json(body)), PATIENCE, BodyHandlers.ofString()));
  }

  /// Reads lines of JSON as they come, until the service ends them.
  ///
  /// @param patience the longest time until the first line
  void lines(String path, JsonNode body, Duration patience, Consumer<JsonNode> reader) {
    HttpResponse<Stream<String>> answer =
        send(request(path).POST(json(body)), patience, BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      if (answer.statusCode() == 200) {
        lines.map(this::parse).forEach(reader);
      } else {
        throw failure(answer.statusCode(), lines.findFirst().orElse(""));
      }
    } catch (UncheckedIOException _) {
      throw new CallFailedException("The service API at " + url + " has cut its answer");
    }
  }

  private static BodyPublisher json(JsonNode body) {
    return BodyPublishers.ofString(body.toString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + key);
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, Duration patience, BodyHandler<T> reader) {
    try {
      return http.send(request.timeout(patience).build(), reader);
    } catch (IOException e) {
      throw new CallFailedException(
          "The service API at " + url + " does not answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CallFailedException("Interrupted");
    }
  }

  private JsonNode answer(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw failure(answer.statusCode(), answer.body());
    }
    return parse(answer.body());
  }

  private JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException _) {
      throw new CallFailedException("There is no service API at " + url);
    }
  }

  private CallFailedException failure(int status, String body) {
    JsonNode failure = parse(body);
    return new CallFailedException(
        "The service API answers %d %s: %s"
            .formatted(status, failure.path("error").asText(), failure.path("message").asText()));
  }
}
