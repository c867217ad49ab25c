package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests which requests the shipped balancers pass on. A recorder stands in for the instance.
@RequiresTool({Tool.NGINX, Tool.HAPROXY})
class BalancerDoorTest {

  private static final String ENGINE = "/socket.io/?EIO=4&transport=polling";

  private static final List<String> PUBLIC =
      List.of(
          ENGINE,
          "/socket.io/",
          "/socket.io/socket.io.js",
          "/socket.io/socket.io.min.js",
          "/socket.io/socket.io.esm.min.js",
          "/socket.io/socket.io.min.js.map");

  private static final List<String> CLOSED =
      List.of(
          "/",
          "/health",
          "/ready",
          "/metrics",
          "/dev/token",
          "/api/stats",
          "/socket.io",
          "/socket.io/health",
          "/socket.io/..;/health",
          "/socket.io/..;/dev/token",
          "/socket.io/../health",
          "/socket.io/%2e%2e/health",
          "/socket.io/%2e%2e%2fhealth",
          "/socket.io/..%2fhealth",
          "/socket.io/..%5chealth",
          "/socket.io/./../health",
          "/socket.io//../health",
          "/socket.io/;/../../health",
          "/socket.io/socket.io.js/../../health",
          "/socket.io/socket.io.js/..;/..;/health",
          "/socket.io/socket.io.js;/health",
          "/socket.io/socket.io.exe",
          "/socket.io/socket.io.js%00",
          "/SOCKET.IO/",
          "//health");

  /// Paths that nginx normalises to the engine's path. They may only arrive in normal form.
  private static final List<String> OTHER_WAYS =
      List.of("/health/../socket.io/", "//socket.io/", "/%73ocket.io/", "/socket.io/#/../health");

  @TempDir private Path folder;

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<String> addresses = new ConcurrentLinkedQueue<>();
  private HttpServer instance;

  @BeforeEach
  void open() throws IOException {
    instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    instance.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          if (!path.equals("/ready")) {
            asked.add(path);
            addresses.add(
                exchange.getRequestHeaders().get("X-Forwarded-For")
                    + " "
                    + exchange.getRequestHeaders().get("X-Real-IP")
                    + " "
                    + exchange.getRequestHeaders().get("Forwarded"));
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    instance.start();
  }

  @AfterEach
  void close() {
    instance.stop(0);
  }

  private int port() {
    return instance.getAddress().getPort();
  }

  /// Returns the status of the answer to a request for exactly this path, with these header lines.
  private static int status(Balancer balancer, String path, String headers) {
    return exchange(balancer, "", path, headers);
  }

  private static int exchange(Balancer balancer, String before, String path, String headers) {
    try (RawTcp client = new RawTcp(balancer.http().port())) {
      client.send(
          before
              + "GET "
              + path
              + " HTTP/1.1\r\nHost: chat.example\r\nConnection: close\r\n"
              + headers
              + "\r\n");
      return Integer.parseInt(client.readUntil("\r\n").split(" ", 3)[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void exact_paths_alone_go_through() {
    try (Balancer nginx = Balancer.nginx(folder, port());
        Balancer haproxy = Balancer.haproxy(port())) {
      for (Balancer balancer : List.of(nginx, haproxy)) {
        asked.clear();
        assertThat(PUBLIC).allSatisfy(p -> assertThat(status(balancer, p, "")).isEqualTo(200));
        assertThat(asked).containsExactlyElementsOf(PUBLIC);
        asked.clear();
        assertThat(CLOSED).allSatisfy(p -> assertThat(status(balancer, p, "")).isIn(400, 404));
        assertThat(asked).isEmpty();
        OTHER_WAYS.forEach(path -> status(balancer, path, ""));
        assertThat(asked).allMatch("/socket.io/"::equals);
      }
    }
  }

  @Test
  void an_address_that_a_client_claims_is_replaced() {
    String claims =
        "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 192.0.2.2\r\nX-Real-IP: 192.0.2.3\r\n"
            + "Forwarded: for=192.0.2.4\r\n";
    try (Balancer nginx = Balancer.nginx(folder, port());
        Balancer haproxy = Balancer.haproxy(port())) {
      for (Balancer balancer : List.of(nginx, haproxy)) {
        addresses.clear();
        assertThat(status(balancer, ENGINE, claims)).isEqualTo(200);
        assertThat(addresses).containsExactly("[127.0.0.1] [127.0.0.1] null");
      }
    }
  }

  @Test
  void nginx_counts_by_the_first_64_bits_of_an_ipv6_address_and_by_a_whole_ipv4_one() {
    try (Balancer nginx = Balancer.nginxOfAddresses(folder, port())) {
      assertCounting(address -> status(nginx, ENGINE, "X-Test-Address: " + address + "\r\n"), 200);
    }
  }

  @Test
  void haproxy_counts_by_the_first_64_bits_of_an_ipv6_address_and_by_a_whole_ipv4_one()
      throws IOException {
    try (Balancer haproxy = Balancer.haproxyOfAddresses(folder, port())) {
      assertCounting(
          address ->
              exchange(haproxy, "PROXY TCP6 " + address + " 2001:db8::1 5000 80\r\n", ENGINE, ""),
          260);
    }
  }

  private interface Door {
    int status(String address);
  }

  private static void assertCounting(Door door, int many) {
    // A client that comes once, from a network or an IPv4 address of its own, is never refused.
    assertThat(statuses(door, many, i -> "2001:db8:0:%x::1".formatted(i))).containsOnly(200);
    assertThat(statuses(door, many, i -> "::ffff:198.51.100.%d".formatted(i % 256)))
        .containsOnly(200);
    assertThat(statuses(door, many, i -> "2001:db8:1:1::%x".formatted(i))).contains(200, 429);
    assertThat(statuses(door, many, _ -> "::ffff:192.0.2.1")).contains(200, 429);
  }

  private static List<Integer> statuses(Door door, int many, IntFunction<String> address) {
    return IntStream.range(0, many).mapToObj(i -> door.status(address.apply(i))).toList();
  }
}
