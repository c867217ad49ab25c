package com.sup.messenger.bootstrap.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// The HTTP endpoints of a service.
record HttpApi(int port) {

  private static final JsonMapper JSON = new JsonMapper();

  String url() {
    return "http://localhost:" + port;
  }

  /// Returns a token from `/dev/token`.
  String token(String userId) {
    String body = JSON.createObjectNode().put("userId", userId).toString();
    return send(request("/dev/token").POST(BodyPublishers.ofString(body))).path("token").asText();
  }

  /// Returns `connections.active` of `/health`.
  int activeConnections() {
    return send(request("/health")).path("connections").path("active").asInt(-1);
  }

  /// Returns the status of the answer to a GET.
  int status(String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request(path).build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path));
  }

  private static JsonNode send(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return JSON.readTree(client.send(request.build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
