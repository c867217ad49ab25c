package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.json.JSONException;
import org.json.JSONObject;

/// A back-end that calls the service API of a running service. It checks each answer against
/// `docs/openapi.yaml`.
///
/// @param key its key; empty if it sends none
record BackEnd(URI uri, String key) {

  static final OpenApi DOCUMENT = OpenApi.read();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  HttpResponse<String> call(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path)).method(method, body);
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      DOCUMENT.check(method, path, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> call(String method, String path, String body) {
    return call(
        method, path, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  /// Sends a call, with a body if one is given. Fails if the answer has another status.
  JSONObject expect(int status, String method, String path, JSONObject... body) {
    HttpResponse<String> answer = call(method, path, body.length == 0 ? "" : body[0].toString());
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
    return json(answer);
  }

  /// Sends a call. Fails unless it is refused with this status and code.
  void refused(int status, String code, String method, String path, String body) {
    HttpResponse<String> answer = call(method, path, body);
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
    assertThat(json(answer).optString("error")).as(answer.body()).isEqualTo(code);
  }

  static JSONObject json(HttpResponse<String> answer) {
    try {
      return answer.body().isEmpty() ? new JSONObject() : new JSONObject(answer.body());
    } catch (JSONException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }
}
