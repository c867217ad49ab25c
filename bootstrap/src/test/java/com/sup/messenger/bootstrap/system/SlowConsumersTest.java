package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("crowd")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Tag("full")
class SlowConsumersTest {

  private static final int READERS = 990;
  private static final int SILENT = 10;
  private static final int MESSAGES = 250;

  /// The number of messages in a round. Clients that read stay close behind in each round.
  private static final int ROUND = 25;

  /// All messages together are a megabyte more than an outbox of 4 MiB. Sockets buffer a part of
  /// that.
  private static final String CONTENT = "x".repeat(20_000);

  @AutoClose
  private final ServerProcess server =
      ServerProcess.start(
          Map.of(
              "SOCKETIO_PING_INTERVAL",
              "600000",
              "RATE_LIMITS",
              "message:new=unlimited",
              "RATE_LIMIT_FANOUT",
              "unlimited"));

  private final List<CountDownLatch> rounds =
      Stream.generate(() -> new CountDownLatch(READERS)).limit(MESSAGES / ROUND).toList();

  @Test
  void a_client_that_never_reads_is_cut_and_the_others_miss_nothing() throws Exception {
    try (Crowd first = meet("first", 10)) {
      leave(first, 0);
    }
    HeapHistogram before = server.heap();

    try (Crowd readers = meet("reader", READERS);
        Crowd silent = meet("silent", SILENT);
        Crowd author = meet("author", 1)) {
      exchange(readers, author.clients().getFirst());
      awaitActive(READERS + 1);
      silent.each((client, _) -> assertThat(messagesUntilTheEnd(client)).isLessThan(MESSAGES));
      leave(readers, 1);
    }
    awaitActive(0);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertOnlyTheMessagesAreKept(before, server.heap()));
  }

  /// Disconnects for good. The server would wait for a client that only ends TCP.
  private void leave(Crowd crowd, int others) throws Exception {
    crowd.each((client, _) -> client.disconnect());
    awaitActive(others);
  }

  private void awaitActive(int connections) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> server.http().activeConnections() == connections);
  }

  private static void assertOnlyTheMessagesAreKept(HeapHistogram before, HeapHistogram now) {
    now.assertNothingOutlived(before);
    assertThat(now.bytes())
        .as("%s", now.growthSince(before))
        .isLessThan(before.bytes() + MESSAGES * 21_000 + 3_000_000);
  }

  private void exchange(Crowd readers, RawSocketIoClient author) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> readings = new ArrayList<>();
      for (RawSocketIoClient reader : readers.clients()) {
        readings.add(threads.submit(() -> readAll(reader)));
      }
      sendAll(author);
      for (Future<Void> reading : readings) {
        reading.get();
      }
    }
  }

  private static int messagesUntilTheEnd(RawSocketIoClient client) throws IOException {
    int messages = 0;
    try {
      while (true) {
        client.readUntil("42[\"message:new\"");
        messages++;
      }
    } catch (EOFException | SocketException _) {
      return messages;
    }
  }

  /// Connects clients and lets them join the chat. Clients that will not read have a small buffer.
  private Crowd meet(String name, int size) throws Exception {
    Crowd crowd = Crowd.connect(server.port(), name, size, name.equals("silent") ? 4_096 : 0);
    crowd.each(
        (client, _) -> {
          client.send("420[\"chat:join\",{\"chatId\":\"room\"}]");
          assertThat(client.readUntil("430")).contains("\"success\":true");
        });
    return crowd;
  }

  private void sendAll(RawSocketIoClient author) throws Exception {
    for (int sent = 0; sent < MESSAGES; sent++) {
      author.send(
          "420[\"message:new\",{\"chatId\":\"room\",\"messageType\":\"text\",\"encryptedContent\":\""
              + CONTENT
              + "\"}]");
      assertThat(author.readUntil("430")).contains("\"success\":true");
      if (sent % ROUND == ROUND - 1) {
        assertThat(rounds.get(sent / ROUND).await(60, TimeUnit.SECONDS))
            .as("all readers have the first %s messages", sent + 1)
            .isTrue();
      }
    }
  }

  private Void readAll(RawSocketIoClient reader) throws IOException {
    for (int seq = 1; seq <= MESSAGES; seq++) {
      assertThat(reader.readUntil("42[\"message:new\"")).contains("\"seq\":" + seq + ",");
      if (seq % ROUND == 0) {
        rounds.get(seq / ROUND - 1).countDown();
      }
    }
    return null;
  }
}
