package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// Tests the metrics of an instance after some use.
class MetricsTest {

  private static final Path DEPLOY = Path.of("..", "deploy");

  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{([^}]*)})?(?!\\s*\\()");
  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=|!=)\\s*\"([^\"]*)\"");

  /// Labels that Prometheus adds itself.
  private static final Set<String> GIVEN = Set.of("instance", "job");

  @AutoClose private static RunningService service;

  @BeforeAll
  static void use() throws Exception {
    service =
        new RunningService(
            "METRICS_ENABLED=true", "METRICS_PORT=0", "RATE_LIMITS=chat:sync=1/60,default=600/60");
    TestClient ada = service.connect("ada");
    TestClient bob = service.connect("bob");
    ada.succeed("chat:join", json("chatId", "chat"));
    bob.succeed("chat:join", json("chatId", "chat"));
    ada.succeed(
        "message:new", json("chatId", "chat", "encryptedContent", "x", "messageType", "text"));
    bob.next("message:new");
    ada.refused("message:new", json("chatId", "chat"), "INVALID_PAYLOAD");
    ada.refused("invented:by-a-client", json(), "INVALID_PAYLOAD");
    JSONObject sync = json("chatId", "chat", "afterSeq", 0);
    ada.succeed("chat:sync", sync);
    ada.refused("chat:sync", sync, "RATE_LIMIT_EXCEEDED");
    JSONObject offer = json("type", "offer", "sdp", "v=0\r\n");
    ada.succeed(
        "call:initiate",
        json("callId", "call", "targetUserId", "bob", "callType", "audio", "offer", offer));
    bob.next("call:incoming");
    bob.succeed("call:reject", json("callId", "call"));
    ada.next("call:reject");
    service.clientWith("no token").socket().connect();
    TestClient behind = service.client("bob", "{\"chat\":0}");
    behind.connect();
    behind.close();
    await().untilAsserted(() -> tells("sup_connections_refused_total", "INVALID_TOKEN", 1));
    await().untilAsserted(() -> tells("sup_disconnects_total", "client-namespace-disconnect", 1));
  }

  /// Returns the value of the only sample with this name and these values of labels.
  private static double value(String name, String... labels) {
    List<String> samples =
        service.metrics().stream()
            .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
            .filter(line -> Stream.of(labels).allMatch(l -> line.contains("=\"" + l + "\"")))
            .toList();
    assertThat(samples).as(name).hasSize(1);
    return Double.parseDouble(
        samples.getFirst().substring(samples.getFirst().lastIndexOf(" ") + 1));
  }

  private static void tells(String name, String label, double expected) {
    assertThat(value(name, label)).as(name).isEqualTo(expected);
  }

  @Test
  void events_are_counted_by_name_and_outcome() {
    assertThat(value("sup_events_total", "message:new", "ok")).isEqualTo(1);
    assertThat(value("sup_events_total", "message:new", "INVALID_PAYLOAD")).isEqualTo(1);
    assertThat(value("sup_events_total", "chat:sync", "RATE_LIMIT_EXCEEDED")).isEqualTo(1);
    assertThat(value("sup_event_duration_seconds_count", "message:new")).isEqualTo(2);
  }

  @Test
  void a_name_that_a_client_invents_is_no_label() {
    assertThat(value("sup_events_total", "unknown", "INVALID_PAYLOAD")).isEqualTo(1);
    assertThat(service.metrics()).noneMatch(line -> line.contains("invented"));
  }

  @Test
  void connections_are_counted_by_transport_and_by_how_they_came() {
    // The end of a connection is counted before it has gone.
    await()
        .untilAsserted(
            () ->
                assertThat(
                        value("sup_connections", "websocket") + value("sup_connections", "polling"))
                    .isEqualTo(2));
    assertThat(value("sup_arrivals_total", "new")).isEqualTo(2);
    assertThat(value("sup_arrivals_total", "cursors")).isEqualTo(1);
  }

  @Test
  void missed_and_delivered_messages_are_counted() {
    assertThat(value("sup_replayed_events_total")).isEqualTo(1);
    assertThat(value("sup_deliveries_total")).isGreaterThan(6);
  }

  @Test
  void a_call_is_counted_by_its_end() {
    tells("sup_calls_ended_total", "declined", 1);
  }

  @Test
  void the_instance_is_ready_and_shows_the_age_of_its_last_bus_event() {
    assertThat(value("sup_ready")).isEqualTo(1);
    assertThat(value("sup_canary_age_seconds")).isBetween(0.0, 6.0);
  }

  @Test
  void the_calls_to_a_dependency_are_measured() {
    assertThat(service.metrics())
        .anyMatch(line -> line.startsWith("sup_dependency_duration_seconds_bucket{"));
  }

  @Test
  void without_metrics_nothing_listens() {
    try (RunningService silent = new RunningService()) {
      assertThat(silent.hasMetrics()).isFalse();
    }
  }

  @Test
  void every_metric_of_the_dashboard_exists() throws Exception {
    Path folder = DEPLOY.resolve("grafana/dashboards");
    List<String> queries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        for (JsonNode expression : new ObjectMapper().readTree(file.toFile()).findValues("expr")) {
          queries.add(expression.textValue());
        }
      }
    }
    areTold(queries);
  }

  @Test
  void every_metric_of_the_alerts_exists() throws Exception {
    Map<String, List<Map<String, List<Map<String, Object>>>>> alerts =
        new Yaml().load(Files.readString(DEPLOY.resolve("prometheus/alerts.yml")));
    areTold(
        alerts.values().stream()
            .flatMap(List::stream)
            .flatMap(group -> group.get("rules").stream())
            .map(rule -> (String) rule.get("expr"))
            .toList());
  }

  private static void areTold(List<String> queries) {
    List<String> samples = service.metrics();
    assertThat(queries).isNotEmpty().allSatisfy(query -> isTold(query, samples));
  }

  private static void isTold(String query, List<String> samples) {
    List<String> labels =
        GROUPING
            .matcher(query)
            .results()
            .flatMap(group -> COMMA.splitAsStream(group.group(1)))
            .map(String::strip)
            .filter(label -> !GIVEN.contains(label))
            .toList();
    String plain = GROUPING.matcher(query).replaceAll(" ").replaceAll("\\[[^]]*]", " ");
    Matcher selectors = SELECTOR.matcher(plain);
    int found = 0;
    while (selectors.find()) {
      String name = selectors.group(1);
      boolean isFunction = plain.startsWith("(", selectors.end()) || !name.contains("_");
      if (!isFunction && !name.startsWith("histogram_")) {
        found++;
        String wanted = selectors.group(2) == null ? "" : selectors.group(2);
        assertThat(samples)
            .as("%s of %s; told: %s", name, query, names(samples))
            .anyMatch(line -> fits(line, name, wanted, labels));
      }
    }
    assertThat(found > 0 || query.startsWith("up{")).as(query).isTrue();
  }

  private static boolean fits(String line, String name, String wanted, List<String> labels) {
    boolean matches =
        MATCHER
            .matcher(wanted)
            .results()
            .allMatch(
                matcher ->
                    line.contains(matcher.group(1) + "=\"")
                        && line.contains(matcher.group(1) + "=\"" + matcher.group(3) + "\"")
                            == matcher.group(2).equals("="));
    return (line.startsWith(name + "{") || line.startsWith(name + " "))
        && matches
        && labels.stream().allMatch(label -> line.contains(label + "=\""));
  }

  private static Set<String> names(List<String> samples) {
    return samples.stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
