package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.ConfigurationTest;
import com.sup.messenger.redis.FreePort;
import com.sup.messenger.redis.RedisProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StartTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static void refused(String line, String... variables) throws InterruptedException {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    try (ChildProcess start = ServerProcess.launch(environment)) {
      assertThat(start.awaitEnd(PATIENCE)).isEqualTo(2);
      assertThat(start.lines()).singleElement().asString().startsWith(line);
    }
  }

  @Test
  void a_bad_variable_stops_the_start_with_one_line() throws InterruptedException {
    refused("PORT=99999: must be an integer from 0 to 65535", "PORT=99999");
  }

  /// Tests the first bad value of each variable. Other bad values are tested without a process.
  @Test
  void a_bad_value_of_any_variable_ends_the_process_with_one_line() throws Exception {
    Map<String, String> byName = new LinkedHashMap<>();
    ConfigurationTest.BAD.forEach(
        line -> byName.putIfAbsent(line.substring(0, line.indexOf('=')), line));
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> starts = new ArrayList<>();
      byName.forEach(
          (name, line) -> starts.add(threads.submit(() -> refusedAsProcess(name, line))));
      for (Future<?> start : starts) {
        start.get();
      }
    }
  }

  private static @Nullable Void refusedAsProcess(String name, String line)
      throws InterruptedException {
    Map<String, String> environment = new HashMap<>(Map.of("PORT", "0", "API_PORT", "0"));
    for (String variable : line.split(" ")) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    try (ChildProcess start = ServerProcess.launch(environment)) {
      assertThat(start.awaitEnd(PATIENCE)).as(line).isEqualTo(2);
      assertThat(start.lines())
          .singleElement()
          .asString()
          .startsWith(name + "=")
          .contains("must be");
    }
    return null;
  }

  @Test
  void each_listener_uses_its_configured_address() throws Exception {
    Map<String, String> ports =
        Map.of(
            "PORT",
            "" + FreePort.find(),
            "API_PORT",
            "" + FreePort.find(),
            "METRICS_PORT",
            "" + FreePort.find());
    Map<String, String> variables = new HashMap<>(ports);
    variables.put("METRICS_ENABLED", "true");
    try (ChildProcess service = ServerProcess.launch(variables)) {
      service.await("listens on port " + ports.get("PORT"));
      Map<String, String> paths =
          Map.of("PORT", "/health", "API_PORT", "/api/openapi.yaml", "METRICS_PORT", "/metrics");
      paths.forEach(
          (name, path) -> {
            HttpApi http = new HttpApi(Integer.parseInt(ports.get(name)));
            assertThat(http.status(path)).as(name).isEqualTo(200);
          });
    }
  }

  @Test
  void each_listener_has_the_address_that_it_is_given_and_loopback_in_development()
      throws Exception {
    Map<String, String> variables =
        Map.of(
            "HOST", "127.0.0.2",
            "METRICS_HOST", "127.0.0.3",
            "METRICS_ENABLED", "true",
            "METRICS_PORT", "0");
    try (ServerProcess service = ServerProcess.start(variables, ServerProcess.LIGHT)) {
      assertThat(addressesOf(service.port())).containsExactly("127.0.0.2");
      assertThat(addressesOf(service.apiPort())).containsExactly("127.0.0.1");
      assertThat(addressesOf(service.metricsPort())).containsExactly("127.0.0.3");
      assertThat(service.lines())
          .filteredOn(line -> line.contains("WARN"))
          .singleElement()
          .asString()
          .contains(
              "Development: anybody who reaches 127.0.0.2 port " + service.port(),
              "at 127.0.0.1 port " + service.apiPort());
    }
  }

  private static List<String> addressesOf(int port) {
    return Stream.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "::1")
        .filter(address -> isListening(address, port))
        .toList();
  }

  private static boolean isListening(String address, int port) {
    try (Socket _ = new Socket(address, port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void an_address_that_this_machine_has_not_ends_the_start_with_one_line() throws Exception {
    try (ChildProcess start =
        ServerProcess.launch(Map.of("PORT", "0", "API_PORT", "0", "API_HOST", "192.0.2.1"))) {
      assertThat(start.awaitEnd(PATIENCE)).isEqualTo(1);
      assertThat(start.lines())
          .singleElement()
          .asString()
          .startsWith("API_PORT=0: cannot be listened on at API_HOST=192.0.2.1: ");
    }
  }

  @Test
  void a_weak_secret_stops_the_start_and_is_not_shown() throws InterruptedException {
    refused(
        "JWT_SECRET=(hidden): must be secrets of 32 bytes",
        "NODE_ENV=production",
        "JWT_SECRET=short",
        "CORS_ORIGIN=https://a.example");
  }

  @Test
  void a_missing_file_variable_or_port_stops_the_start() throws InterruptedException {
    refused("SUP_CONFIG=/no/such/file: must be a readable file", "SUP_CONFIG=/no/such/file");
    refused("REDIS_URL=: must be redis://", "ADAPTERS=redis", "PORT=0");
    refused("ADAPTERS=acme: must be modules of which one", "ADAPTERS=acme", "PORT=0");
  }

  @Test
  void a_port_that_is_taken_ends_the_start_with_one_line() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      try (ChildProcess start = ServerProcess.launch(Map.of("PORT", port))) {
        assertThat(start.awaitEnd(PATIENCE)).isEqualTo(1);
        assertThat(start.lines())
            .singleElement()
            .asString()
            .startsWith("PORT=" + port + ": cannot be listened on");
      }
    }
  }

  @Test
  void two_listeners_on_one_port_end_the_start_with_one_line() throws Exception {
    String port = String.valueOf(FreePort.find());
    try (ChildProcess start = ServerProcess.launch(Map.of("PORT", port, "API_PORT", port))) {
      assertThat(start.awaitEnd(PATIENCE)).isEqualTo(1);
      assertThat(start.lines())
          .singleElement()
          .asString()
          .startsWith("API_PORT=" + port + ": cannot be listened on");
    }
  }

  @Test
  void a_port_that_is_taken_while_redis_is_reached_ends_the_process() throws Exception {
    int port = FreePort.find();
    try (RedisProcess redis = RedisProcess.open();
        FaultProxy toRedis = new FaultProxy(redis.port())) {
      toRedis.hold();
      String url = "redis://127.0.0.1:" + toRedis.port();
      try (ChildProcess start =
          ServerProcess.launch(Map.of("PORT", "" + port, "API_PORT", "0", "REDIS_URL", url))) {
        await().atMost(PATIENCE).until(() -> toRedis.connections() > 0);
        try (ServerSocket _ = new ServerSocket(port)) {
          toRedis.mend();
          assertThat(start.awaitEnd(PATIENCE)).isEqualTo(1);
        }
        assertThat(start.lines()).anyMatch(line -> line.contains("Connected to Redis"));
        assertThat(start.lines())
            .filteredOn(line -> line.startsWith("PORT=" + port + ": cannot be listened on"))
            .hasSize(1);
      }
    }
  }

  @Test
  void a_fault_ends_the_process_and_is_reported_without_its_message() throws Exception {
    try (RedisProcess redis = RedisProcess.open();
        ChildProcess start =
            ServerProcess.launch(
                Map.of("PORT", "0", "ADAPTERS", "redis,faulty", "REDIS_URL", redis.url()))) {
      assertThat(start.awaitEnd(PATIENCE)).isEqualTo(1);
      assertThat(start.lines())
          .contains("The start failed: java.lang.IllegalStateException")
          .anyMatch(line -> line.contains("FaultyModule.open"))
          .noneMatch(line -> line.contains("hush"));
    }
  }
}
