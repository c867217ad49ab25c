package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.config.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Compares the manifests of Kubernetes with the variables of the service, and with each other.
class ManifestsTest {

  private static final Path FOLDER = Path.of("..", "deploy", "kubernetes");
  private static final JsonMapper JSON = new JsonMapper();

  private final List<JsonNode> manifests = read();
  private final JsonNode deployment = kind("Deployment").getFirst().path("spec");
  private final JsonNode pod = deployment.path("template");
  private final JsonNode container = pod.path("spec").path("containers").path(0);

  @Test
  void their_variables_are_a_valid_configuration() {
    Map<String, String> variables = new HashMap<>();
    JsonNode data = kind("ConfigMap").getFirst().path("data");
    data.properties().forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
    container
        .path("env")
        .forEach(entry -> variables.put(entry.path("name").asText(), "s".repeat(32)));
    variables.put("REDIS_URL", "rediss://redis.example");

    Stream<String> known =
        Section.all(AdapterModule.installed(), List.of()).stream()
            .flatMap(section -> section.variables().stream())
            .map(Variable::name);
    assertThat(known).containsAll(variables.keySet());
    assertThat(Configuration.from(variables)).isNotNull();
  }

  @Test
  void their_ports_are_those_of_the_service() {
    Map<String, String> usual = new HashMap<>();
    Section.all(List.of(), List.of()).stream()
        .flatMap(section -> section.variables().stream())
        .forEach(variable -> usual.put(variable.name(), variable.usual()));
    assertThat(container.path("ports"))
        .extracting(port -> port.path("name").asText() + " " + port.path("containerPort").asText())
        .containsExactly(
            "clients " + usual.get("PORT"),
            "api " + usual.get("API_PORT"),
            "metrics " + usual.get("METRICS_PORT"));
    assertThat(texts(kind("Service"), "/spec/ports/0/targetPort")).isSubsetOf(portNames());
    assertThat(container.findValuesAsText("port")).isNotEmpty().isSubsetOf(portNames());
    kind("NetworkPolicy").getFirst().at("/spec/ingress").findValues("ports").stream()
        .flatMap(ports -> ports.findValuesAsText("port").stream())
        .forEach(port -> assertThat(portNames()).contains(port));
  }

  private List<String> portNames() {
    return container.path("ports").findValuesAsText("name");
  }

  @Test
  void they_leave_an_instance_the_time_of_its_drain() {
    int before = container.at("/lifecycle/preStop/exec/command/1").asInt();
    int drain = kind("ConfigMap").getFirst().at("/data/SHUTDOWN_TIMEOUT").asInt() / 1000;
    assertThat(before).isPositive();
    assertThat(drain).isPositive();
    assertThat(pod.at("/spec/terminationGracePeriodSeconds").asInt()).isGreaterThan(before + drain);
  }

  @Test
  void they_run_three_instances_apart_and_take_one_away_at_a_time() {
    assertThat(deployment.path("replicas").asInt()).isEqualTo(3);
    assertThat(deployment.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
    assertThat(kind("PodDisruptionBudget").getFirst().at("/spec/maxUnavailable").asInt())
        .isEqualTo(1);
    assertThat(pod.at("/spec/topologySpreadConstraints/0/topologyKey").asText())
        .isEqualTo("kubernetes.io/hostname");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/ready");
    assertThat(texts(List.of(container), "/livenessProbe/httpGet/path")).containsExactly("/health");
  }

  @Test
  void they_all_mean_the_same_pods() {
    JsonNode labels = pod.at("/metadata/labels");
    assertThat(labels).isNotEmpty();
    List<JsonNode> selectors = new ArrayList<>();
    kind("Service").forEach(service -> selectors.add(service.at("/spec/selector")));
    selectors.add(deployment.at("/selector/matchLabels"));
    selectors.add(pod.at("/spec/topologySpreadConstraints/0/labelSelector/matchLabels"));
    selectors.add(kind("PodDisruptionBudget").getFirst().at("/spec/selector/matchLabels"));
    selectors.add(kind("NetworkPolicy").getFirst().at("/spec/podSelector/matchLabels"));
    assertThat(selectors).hasSizeGreaterThan(5).allMatch(labels::equals);
  }

  @Test
  void prometheus_is_led_to_the_service_of_the_metrics_and_names_the_job_of_the_alerts()
      throws IOException {
    JsonNode monitor = kind("ServiceMonitor").getFirst().path("spec");
    List<JsonNode> watched =
        kind("Service").stream()
            .filter(service -> service.at("/metadata/labels").equals(matched(monitor)))
            .toList();
    assertThat(watched).hasSize(1);
    assertThat(texts(watched, "/spec/ports/0/name"))
        .containsExactly(monitor.at("/endpoints/0/port").asText());
    String job = matched(monitor).path(monitor.path("jobLabel").asText()).asText();
    assertThat(Files.readString(FOLDER.resolve("../prometheus/alerts.yml")))
        .contains("job=\"" + job + "\"");
  }

  private static JsonNode matched(JsonNode monitor) {
    return monitor.at("/selector/matchLabels");
  }

  private static List<String> texts(List<JsonNode> of, String path) {
    return of.stream().map(node -> node.at(path).asText()).toList();
  }

  private List<JsonNode> kind(String kind) {
    return manifests.stream().filter(one -> one.path("kind").asText().equals(kind)).toList();
  }

  private static List<JsonNode> read() {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        yaml.loadAll(Files.readString(file)).forEach(one -> all.add(JSON.valueToTree(one)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
