package com.sup.messenger.websocket.rfc6455;

import static com.sup.messenger.websocket.rfc6455.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.websocket.rfc6455.EchoServer.Echo;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WritingTest {

  private static final int SENDERS = 8;
  private static final int MESSAGES = 300;

  @AutoClose private static final EchoServer server = new EchoServer(Duration.ofMillis(300));
  private RawWebSocket client;

  @AfterEach
  void disconnect() throws Exception {
    client.close();
  }

  @RepeatedTest(20)
  void frames_of_concurrent_senders_arrive_whole_and_in_order() throws Exception {
    client = RawWebSocket.connect(server.port());
    Echo echo = server.accepted();
    CountDownLatch start = new CountDownLatch(1);
    for (int sender = 0; sender < SENDERS; sender++) {
      String prefix = sender + ":";
      Thread.ofPlatform().start(() -> sendAll(echo, prefix, start));
    }
    start.countDown();

    int[] next = new int[SENDERS];
    for (int i = 0; i < SENDERS * MESSAGES; i++) {
      RawWebSocket.Frame frame = client.read();
      assertThat(frame.firstByte()).isEqualTo(0x81);
      String[] parts = frame.text().split(":");
      int sender = Integer.parseInt(parts[0]);
      assertThat(Integer.parseInt(parts[1])).isEqualTo(next[sender]++);
      assertThat(parts[2]).matches("x{" + length(next[sender] - 1) + "}");
    }
  }

  @Test
  void a_peer_that_never_reads_blocks_no_sender_and_terminate_frees_the_writer() throws Exception {
    client = RawWebSocket.connect(server.port(), 4_096);
    Echo echo = stuck();

    echo.connection.terminate();

    eventually().until(() -> !echo.hasThreads());
    eventually().untilAsserted(() -> assertThat(echo.ends).containsExactly("1006 "));
  }

  @Test
  void a_peer_that_never_reads_is_cut_after_the_close_timeout() throws Exception {
    client = RawWebSocket.connect(server.port(), 4_096);
    Echo echo = stuck();
    echo.connection.close(1000, "");
    eventually().untilAsserted(() -> assertThat(echo.ends).containsExactly("1006 "));
    eventually().until(() -> !echo.hasThreads());
  }

  @Test
  void a_peer_that_says_goodbye_but_never_reads_is_cut_after_the_close_timeout() throws Exception {
    client = RawWebSocket.connect(server.port(), 4_096);
    Echo echo = stuck();
    client.send(RawWebSocket.closeFrame(1000, "bye"));
    eventually().untilAsserted(() -> assertThat(echo.ends).containsExactly("1000 bye"));
    eventually().until(() -> !echo.hasThreads());
  }

  @Test
  void a_peer_that_goes_away_while_a_write_blocks_is_seen() throws Exception {
    client = RawWebSocket.connect(server.port(), 4_096);
    Echo echo = stuck();
    client.reset();
    eventually().untilAsserted(() -> assertThat(echo.ends).containsExactly("1006 "));
    eventually().until(() -> !echo.hasThreads());
  }

  /// Returns the newest connection, with a write that blocks for ever.
  private static Echo stuck() throws Exception {
    Echo echo = server.accepted();
    byte[] payload = new byte[60_000];
    for (int i = 0; i < 100; i++) {
      echo.send(0x82, payload);
    }
    eventually().during(Duration.ofMillis(50)).until(echo::isWriting);
    return echo;
  }

  private static void sendAll(Echo echo, String prefix, CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    for (int i = 0; i < MESSAGES; i++) {
      echo.send(0x81, (prefix + i + ":" + "x".repeat(length(i))).getBytes(UTF_8));
    }
  }

  private static int length(int message) {
    return 1 + message * message % 977;
  }
}
