package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Slow clients, on every port.
record SlowClients(Target target) {

  private static final int PATIENCE_MILLIS = 14_000;
  private static final int STEP_MILLIS = 250;

  /// Opens connections. One half sends nothing, the other half only the beginning of a request.
  /// Checks that each port still serves others. Closes the connections after a while, as fast as
  /// they came.
  ///
  /// @param clients the number of connections on the port of clients
  /// @param others the number on each other port; more than they accept
  void halfOpen(int clients, int others) throws Exception {
    List<RawTcp> connections = new ArrayList<>();
    try {
      for (int i = 0; i < clients + 2 * others; i++) {
        connections.add(halfOpen(port(i - clients), i % 4 < 2));
        pause(i);
      }
      RawSocketIoClient.connect(target.port(), target.token("amid-half-open")).close();
      assertServed(target.apiPort(), "/api/openapi.yaml");
      assertServed(target.metricsPort(), "/metrics");
      Thread.sleep(1_000);
    } finally {
      for (int i = 0; i < connections.size(); i++) {
        connections.get(i).close();
        pause(i);
      }
    }
  }

  private int port(int index) {
    if (index < 0) {
      return target.port();
    }
    return index % 2 == 0 ? target.apiPort() : target.metricsPort();
  }

  private static RawTcp halfOpen(int port, boolean begins) throws IOException {
    RawTcp connection = new RawTcp(port);
    return begins ? connection.sendAsFarAsItGoes("GET /hush HTTP/1.1\r\nHost: h\r\n") : connection;
  }

  /// Checks that a port serves others before silent connections are cut, which happens after 10 s.
  private static void assertServed(int port, String path) throws IOException {
    long begun = System.nanoTime();
    try (RawTcp other = new RawTcp(port)) {
      other.send("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(other.read()).startsWith("HTTP/1.1 200");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  private static void pause(int done) throws InterruptedException {
    if (done % 40 == 0) {
      Thread.sleep(STEP_MILLIS / 12);
    }
  }

  /// Sends heads and bodies byte by byte. Checks that the service ends each connection.
  void trickle(int each) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        for (int port : new int[] {target.port(), target.apiPort(), target.metricsPort()}) {
          all.add(threads.submit(trickling(port, "")));
          all.add(threads.submit(trickling(port, "GET /hush HTTP/1.1\r\nHost: h\r\n")));
        }
        all.add(threads.submit(trickling(target.apiPort(), body())));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    }
  }

  private String body() {
    return "PUT /api/chats/c HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: 999\r\n\r\n{"
        .formatted(target.key());
  }

  private static Callable<Void> trickling(int port, String begin) {
    return () -> {
      try (RawTcp slow = new RawTcp(port)) {
        slow.send(begin);
        assertThat(trickle(slow)).as("was cut: %s", begin).isTrue();
      }
      return null;
    };
  }

  private static boolean trickle(RawTcp slow) throws IOException, InterruptedException {
    try {
      for (int passed = 0; passed < PATIENCE_MILLIS; passed += STEP_MILLIS) {
        slow.send("h");
        Thread.sleep(STEP_MILLIS);
      }
      return false;
    } catch (SocketException _) {
      return true;
    }
  }
}
