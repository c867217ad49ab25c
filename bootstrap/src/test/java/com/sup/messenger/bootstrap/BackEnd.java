package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.json.JSONException;
import org.json.JSONObject;

/// A back-end that calls the service API of a running service.
record BackEnd(URI uri, String key) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /// What the service answered.
  record Answer(int status, JSONObject body, HttpResponse<String> raw) {

    String error() {
      return body.optString("error");
    }
  }

  /// Calls, with a body where one is given.
  Answer call(String method, String path, JSONObject body) {
    return call(method, path, body == null ? "" : body.toString());
  }

  Answer call(String method, String path) {
    return call(method, path, "");
  }

  Answer call(String method, String path, String body) {
    return send(request(path, method, HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest request(String path, String method, HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(uri.resolve(path))
        .header("Authorization", "Bearer " + key)
        .method(method, body)
        .build();
  }

  static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      String text = answer.body();
      JSONObject body = text.startsWith("{") ? new JSONObject(text) : new JSONObject();
      OpenApi.check(request, answer);
      return new Answer(answer.statusCode(), body, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | JSONException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Calls, and expects a status.
  JSONObject expect(int status, String method, String path, JSONObject body) {
    Answer answer = call(method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.raw().body()).isEqualTo(status);
    return answer.body();
  }

  JSONObject expect(int status, String method, String path) {
    return expect(status, method, path, null);
  }
}
