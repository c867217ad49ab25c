package com.sup.messenger.bootstrap;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;

/// The unmodified Socket.IO client for Java. It keeps received payloads by event, in order.
final class TestClient implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final Map<String, BlockingQueue<JSONObject>> received = new ConcurrentHashMap<>();
  private final Socket socket;
  private volatile Transport transport;

  TestClient(URI uri, Map<String, String> auth, String... transports) {
    IO.Options options = new IO.Options();
    options.forceNew = true;
    options.auth = auth;
    if (transports.length > 0) {
      options.transports = transports;
    }
    socket = IO.socket(uri, options);
    socket.io().on(Manager.EVENT_TRANSPORT, arguments -> transport = (Transport) arguments[0]);
    socket.onAnyIncoming(
        arguments -> {
          Object payload = arguments.length > 1 ? arguments[1] : null;
          queue((String) arguments[0])
              .add(payload instanceof JSONObject object ? object : new JSONObject());
        });
    socket.on(
        Socket.EVENT_CONNECT_ERROR,
        arguments ->
            queue(Socket.EVENT_CONNECT_ERROR)
                .add(arguments[0] instanceof JSONObject object ? object : new JSONObject()));
    socket.on(
        Socket.EVENT_DISCONNECT,
        arguments -> queue(Socket.EVENT_DISCONNECT).add(json("reason", arguments[0])));
  }

  private BlockingQueue<JSONObject> queue(String event) {
    return received.computeIfAbsent(event, _ -> new LinkedBlockingQueue<>());
  }

  /// Connects and waits until the client has caught up.
  void connect() {
    socket.connect();
    next("sync:complete");
  }

  /// Cuts the connection without a Socket.IO disconnect, and does not reconnect.
  void drop() {
    socket.io().reconnection(false);
    requireNonNull(transport).close();
  }

  Socket socket() {
    return socket;
  }

  /// Returns the next payload of an event, and waits for it if there is none yet.
  JSONObject next(String event) {
    try {
      JSONObject payload = queue(event).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(payload).as("the next %s; received: %s", event, received).isNotNull();
      return payload;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Checks that there is no further payload of an event. Call it after the client has received
  /// something later.
  void sawNoMore(String event) {
    assertThat(queue(event)).as(event).isEmpty();
  }

  /// Emits an event and waits for its acknowledgement.
  JSONObject ask(String event, JSONObject payload) {
    return asked(event, payload).join();
  }

  /// Emits an event and returns its future acknowledgement.
  CompletableFuture<JSONObject> asked(String event, JSONObject payload) {
    CompletableFuture<JSONObject> answer = new CompletableFuture<>();
    Ack ack = arguments -> answer.complete((JSONObject) arguments[0]);
    socket.emit(event, new Object[] {payload}, ack);
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /// Emits an event. Fails unless it is acknowledged with success.
  JSONObject succeed(String event, JSONObject payload) {
    JSONObject answer = ask(event, payload);
    assertThat(answer.optBoolean("success")).as(answer.toString()).isTrue();
    return answer;
  }

  /// Emits an event. Fails unless it is refused with this code.
  JSONObject refused(String event, JSONObject payload, String code) {
    JSONObject answer = ask(event, payload);
    assertThat(answer.optBoolean("success", true)).as(answer.toString()).isFalse();
    assertThat(answer.optString("error")).as(answer.toString()).isEqualTo(code);
    assertThat(answer.optString("event")).isEqualTo(event);
    return answer;
  }

  /// Emits an event without acknowledgement.
  void tell(String event, JSONObject payload) {
    socket.emit(event, payload);
  }

  /// Makes an object of alternating names and values.
  static JSONObject json(Object... namesAndValues) {
    JSONObject object = new JSONObject();
    try {
      for (int i = 0; i < namesAndValues.length; i += 2) {
        object.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
    } catch (JSONException e) {
      throw new IllegalArgumentException(e);
    }
    return object;
  }

  @Override
  public void close() {
    socket.io().reconnection(false);
    socket.disconnect();
  }
}
