package com.sup.messenger.bootstrap.system;

import static com.sup.messenger.bootstrap.system.MalformedFrames.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Clients that would stay for ever and hold resources. The service must end each of them.
///
/// That takes 10 to 75 s. They therefore [begin][#begin] early, and a test waits for their
/// [end][#awaitEnd] later.
final class Lingerers implements AutoCloseable {

  private static final int STEP_MILLIS = 200;
  private static final int UNREAD = 500;
  private static final Duration MOST = Duration.ofSeconds(80);
  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

  /// Runs until the service ends the connection.
  private interface Lingering {
    void untilCut() throws Exception;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Duration>> all = new ArrayList<>();
  private final List<Closeable> connections = new ArrayList<>();
  private final Target target;

  Lingerers(Target target) {
    this.target = target;
  }

  /// Connects `each` clients of each kind, and one for each route that reads no answer. Then waits
  /// for a moment.
  void begin(int each) throws Exception {
    beginUnread();
    for (int i = 0; i < each; i++) {
      trickling(target.port(), post("Content-Length: 999999\r\n") + "4", "h");
      trickling(target.port(), post(CHUNKED), "1\r\nh\r\n");
      trickling(target.port(), post(CHUNKED), "1;hush=" + "h".repeat(900) + "\r\nh\r\n");
      waiting(target.port(), post("Content-Length: 9\r\nExpect: 100-continue\r\n"));
      waiting(target.apiPort(), call("Content-Length: 9\r\nExpect: 100-continue\r\n"));
      fragments();
      attachments();
      probing();
    }
    Thread.sleep(1_500);
  }

  private void beginUnread() throws Exception {
    unread(target.port(), "GET /health", "");
    unread(target.port(), "GET " + POLLING + "&sid=hush", "");
    unread(target.port(), "OPTIONS " + POLLING, "");
    unread(target.port(), "POST " + POLLING + "&sid=hush", "Content-Length: 1\r\n\r\n3");
    unread(target.port(), "POST " + POLLING + "&sid=" + sid(), "Content-Length: 1\r\n\r\n3");
    unread(target.apiPort(), "GET /api/stats", "Authorization: Bearer hush\r\n");
    unread(target.metricsPort(), "GET /metrics", "");
  }

  private String sid() throws IOException {
    try (RawTcp http = new RawTcp(target.port())) {
      return http.send("GET " + POLLING + " HTTP/1.1\r\nHost: h\r\n\r\n")
          .read()
          .replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    }
  }

  private String post(String headers) throws IOException {
    return "POST %s&sid=%s HTTP/1.1\r\nHost: h\r\n%s\r\n".formatted(POLLING, sid(), headers);
  }

  private String call(String headers) {
    return "PUT /api/chats/c HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(target.key(), headers);
  }

  private <T extends Closeable> T kept(T connection) {
    connections.add(connection);
    return connection;
  }

  private void start(Lingering lingering) throws InterruptedException {
    // The service must bear the connections, but not their arrival all at once.
    Thread.sleep(STEP_MILLIS / 8);
    all.add(
        threads.submit(
            () -> {
              long begun = System.nanoTime();
              try {
                lingering.untilCut();
              } catch (SocketException | EOFException _) {
                // The service ended the connection.
              }
              return Duration.ofNanos(System.nanoTime() - begun);
            }));
  }

  /// Sends requests in one write, again and again, and does not read the answers.
  private void unread(int port, String line, String rest) throws Exception {
    RawTcp http = kept(new RawTcp(port, 4_096));
    String end = rest.contains("\r\n\r\n") ? rest : rest + "\r\n";
    String many = (line + " HTTP/1.1\r\nHost: h\r\n" + end).repeat(UNREAD);
    start(
        () -> {
          while (true) {
            http.send(many);
          }
        });
  }

  private void trickling(int port, String begin, String step) throws Exception {
    RawTcp http = kept(new RawTcp(port)).send(begin);
    start(
        () -> {
          while (true) {
            http.send(step);
            Thread.sleep(STEP_MILLIS);
          }
        });
  }

  private void waiting(int port, String request) throws Exception {
    RawTcp http = kept(new RawTcp(port)).send(request).patient();
    start(http::readAll);
  }

  /// Sends a message in fragments of one byte or none, without an end.
  private void fragments() throws Exception {
    RawSocketIoClient client = kept(RawSocketIoClient.open(target.port()));
    // The first byte of a packet, in a fragment of its own.
    client.sendBytes(HexFormat.of().parseHex("018100000000" + "34"));
    start(
        () -> {
          while (true) {
            client.sendBytes(HexFormat.of().parseHex("008000000000"));
            client.sendBytes(HexFormat.of().parseHex("008100000000" + "68"));
            Thread.sleep(STEP_MILLIS);
          }
        });
  }

  /// Sends a binary packet without its attachments.
  private void attachments() throws Exception {
    String token = target.token("lingering-" + connections.size());
    RawSocketIoClient client = kept(RawSocketIoClient.connect(target.port(), token));
    client.sendBytes(text("452-[\"hush\",{\"_placeholder\":true,\"num\":0}]"));
    start(client::readToEnd);
  }

  /// Probes the upgrade of a session by WebSocket and never completes it.
  private void probing() throws Exception {
    RawSocketIoClient client = kept(RawSocketIoClient.open(target.port(), "&sid=" + sid()));
    client.send("2probe");
    start(client::readToEnd);
  }

  /// Waits until the service has ended all of them. Fails if one stayed for longer than a session
  /// may take to join a namespace and to be closed.
  void awaitEnd() throws Exception {
    for (Future<Duration> one : all) {
      assertThat(one.get(MOST.toSeconds(), TimeUnit.SECONDS)).isLessThan(MOST);
    }
  }

  @Override
  public void close() throws IOException {
    for (Closeable connection : connections) {
      connection.close();
    }
    threads.close();
  }
}
