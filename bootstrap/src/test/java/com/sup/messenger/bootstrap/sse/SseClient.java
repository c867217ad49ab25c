package com.sup.messenger.bootstrap.sse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;

/// A client of the gateway that was opened last. It keeps received payloads by event, in order.
public final class SseClient implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, BlockingQueue<String>> received = new ConcurrentHashMap<>();
  private final URI events;
  private final InputStream stream;
  private final String session;

  /// Connects.
  public SseClient(String token) {
    SseGateway gateway = SseModule.OPENED.stream().reduce((_, last) -> last).orElseThrow();
    events = URI.create("http://localhost:" + gateway.port() + "/events");
    HttpRequest request =
        HttpRequest.newBuilder(events).header("Authorization", "Bearer " + token).build();
    stream = send(request, HttpResponse.BodyHandlers.ofInputStream());
    Thread.startVirtualThread(this::read);
    session = take("session");
  }

  private void read() {
    Scanner lines = new Scanner(stream, StandardCharsets.UTF_8);
    String event = "";
    while (lines.hasNextLine()) {
      String line = lines.nextLine();
      if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        queue(event).add(line.substring(6));
      }
    }
  }

  private BlockingQueue<String> queue(String event) {
    return received.computeIfAbsent(event, _ -> new LinkedBlockingQueue<>());
  }

  private String take(String event) {
    try {
      String payload = queue(event).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(payload).as("the next %s; received: %s", event, received).isNotNull();
      return payload;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns the next payload of an event, and waits for it if there is none yet.
  public JSONObject next(String event) {
    return json(take(event));
  }

  /// Emits an event and returns its acknowledgement.
  public JSONObject ask(String event, JSONObject payload) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(events + "/" + event))
            .header("Session", session)
            .POST(HttpRequest.BodyPublishers.ofString(payload.toString()))
            .build();
    return json(send(request, HttpResponse.BodyHandlers.ofString()));
  }

  private <T> T send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request, body).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JSONObject json(String text) {
    try {
      return new JSONObject(text);
    } catch (JSONException e) {
      throw new IllegalStateException(text, e);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
