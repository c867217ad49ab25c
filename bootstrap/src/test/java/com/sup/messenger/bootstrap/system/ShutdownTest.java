package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static int ready(ServerProcess server) throws Exception {
    URI uri = URI.create(server.http().url() + "/ready");
    try {
      return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return -1;
    }
  }

  @Test
  void a_server_that_nobody_uses_ends_at_once_and_well() throws Exception {
    try (ServerProcess server = ServerProcess.start(Map.of(), ServerProcess.LIGHT)) {
      server.terminate();
      assertThat(server.awaitEnd(Duration.ofSeconds(5))).isZero();
      assertThat(server.lines()).anyMatch(line -> line.endsWith("SUP Messenger has stopped"));
    }
  }

  @Test
  void it_is_not_ready_from_the_signal_on_and_closes_sessions_one_after_another() throws Exception {
    try (ServerProcess server = ServerProcess.start(Map.of(), ServerProcess.LIGHT);
        Crowd crowd = Crowd.connect(server.port(), "user", 40, 0)) {
      await().until(() -> ready(server) == 200);
      server.terminate();
      await().pollInterval(Duration.ofMillis(10)).until(() -> ready(server) == 503);
      long start = System.nanoTime();
      crowd.each((client, _) -> readToTheEnd(client));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
      assertThat(server.awaitEnd(Duration.ofSeconds(10))).isZero();
    }
  }

  @Test
  void with_few_clients_it_says_for_a_second_that_it_is_not_ready() throws Exception {
    try (ServerProcess server = ServerProcess.start(Map.of(), ServerProcess.LIGHT);
        Crowd crowd = Crowd.connect(server.port(), "user", 1, 0)) {
      // So that the first question does not outlast the second.
      await().until(() -> ready(server) == 200);
      long start = System.nanoTime();
      server.terminate();
      await().pollInterval(Duration.ofMillis(10)).until(() -> ready(server) == 503);
      crowd.each((client, _) -> client.close());
      assertThat(server.awaitEnd(Duration.ofSeconds(10))).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    }
  }

  private static void readToTheEnd(RawSocketIoClient client) throws IOException {
    try {
      client.readUntil("nothing of the kind");
    } catch (EOFException | SocketException _) {
      client.close();
    }
  }

  @Test
  void the_timeout_holds_even_if_a_step_hangs() throws Exception {
    try (ServerProcess server =
            ServerProcess.start(Map.of("SHUTDOWN_TIMEOUT", "1000"), ServerProcess.LIGHT);
        Socket stuck = new Socket("localhost", server.port())) {
      openWebSocket(stuck);
      server.terminate();
      assertThat(server.awaitEnd(Duration.ofSeconds(10))).isZero();
      // The step takes 2 s more.
      assertThat(server.lines())
          .last()
          .asString()
          .endsWith("SHUTDOWN_TIMEOUT is over: open sessions are cut");
    }
  }

  @Test
  void it_ends_in_time_while_its_clients_talk() throws Exception {
    LongAdder answers = new LongAdder();
    Map<String, String> variables =
        Map.of("SHUTDOWN_TIMEOUT", "6000", "RATE_LIMITS", "message:new=unlimited");
    try (ServerProcess server = ServerProcess.start(variables, ServerProcess.LIGHT);
        Crowd crowd = Crowd.connect(server.port(), "talker", 24, 0);
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> talk = thread.submit(() -> talkToTheEnd(crowd, answers));
      await().atMost(Duration.ofMinutes(1)).until(() -> answers.sum() > 2_000);
      server.terminate();
      assertThat(server.awaitEnd(Duration.ofSeconds(6))).isZero();
      assertThat(server.lines()).last().asString().endsWith("SUP Messenger has stopped");
      talk.get();
    }
  }

  private static @Nullable Void talkToTheEnd(Crowd crowd, LongAdder answers) throws Exception {
    crowd.each(
        (client, index) -> {
          String message =
              "420[\"message:new\",{\"chatId\":\"room-%d\",\"messageType\":\"text\",\"encryptedContent\":\"x\"}]"
                  .formatted(index / 4);
          try {
            while (true) {
              client.send(message);
              client.readUntil("430");
              answers.increment();
            }
          } catch (EOFException | SocketException _) {
            client.close();
          }
        });
    return null;
  }

  // Opens a WebSocket that never answers. Its session lasts until the server ends it.
  private static void openWebSocket(Socket socket) throws Exception {
    String request =
        """
        GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
        Host: localhost
        Connection: Upgrade
        Upgrade: websocket
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

        """;
    socket
        .getOutputStream()
        .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    byte[] answer = socket.getInputStream().readNBytes(12);
    assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
    // The session is there when its open packet is.
    Scanner packets = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII);
    assertThat(packets.findWithinHorizon("\"sid\"", 4096)).isNotNull();
  }
}
