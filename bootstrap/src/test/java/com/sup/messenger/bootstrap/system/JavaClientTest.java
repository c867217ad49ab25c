package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaClientTest {

  private static final long PATIENCE_SECONDS = 20;

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(Configuration.from(Map.of("PORT", "0", "API_PORT", "0")));

  private final HttpApi http = new HttpApi(server.port());

  @ParameterizedTest
  @ValueSource(strings = {"polling,websocket", "polling", "websocket"})
  void the_java_client_sends_and_receives(String transports) throws Exception {
    Socket alice = client("alice", transports);
    Socket bob = client("bob", transports);
    CompletableFuture<JSONObject> received = next(alice, "message:new");
    try {
      assertThat(sent(alice, "first").getBoolean("success")).isTrue();
      assertThat(sent(bob, "second").getBoolean("success")).isTrue();

      JSONObject message = get(received).getJSONObject("message");
      assertThat(message.getString("encryptedContent")).isEqualTo("second");
      assertThat(message.getString("senderId")).isEqualTo("bob");
      assertThat(message.getInt("seq")).isEqualTo(2);
    } finally {
      alice.close();
      bob.close();
    }
  }

  private Socket client(String user, String transports) {
    IO.Options options =
        IO.Options.builder()
            .setForceNew(true)
            .setTransports(transports.split(",", -1))
            .setAuth(Map.of("token", http.token(user)))
            .build();
    Socket socket = IO.socket(URI.create(http.url()), options);
    return socket.connect();
  }

  private static CompletableFuture<JSONObject> next(Socket socket, String event) {
    CompletableFuture<JSONObject> next = new CompletableFuture<>();
    socket.on(event, arguments -> next.complete((JSONObject) arguments[0]));
    return next;
  }

  private static JSONObject sent(Socket socket, String content) throws Exception {
    CompletableFuture<JSONObject> answer = new CompletableFuture<>();
    socket.emit(
        "message:new",
        new Object[] {message(content)},
        (Ack) arguments -> answer.complete((JSONObject) arguments[0]));
    return get(answer);
  }

  private static JSONObject message(String content) throws JSONException {
    return new JSONObject()
        .put("chatId", "chat_123")
        .put("encryptedContent", content)
        .put("messageType", "text");
  }

  private static JSONObject get(CompletableFuture<JSONObject> future) throws Exception {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
