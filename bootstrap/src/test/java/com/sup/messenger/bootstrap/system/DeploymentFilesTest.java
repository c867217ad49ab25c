package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.redis.FreePort;
import com.sup.messenger.redis.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the files in `deploy`, each by the tool that reads it or by its schema.
class DeploymentFilesTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  @RequiresTool(Tool.NGINX)
  void nginx_takes_its_configuration(@TempDir Path folder) throws Exception {
    succeed(Balancer.concat(Balancer.nginxCommand(folder, 8080, 3001, 3011, 3021), "-t"));
  }

  @Test
  @RequiresTool(Tool.HAPROXY)
  void haproxy_takes_its_configuration() throws Exception {
    succeed(Balancer.concat(Balancer.haproxyCommand(), "-c"));
  }

  @Test
  @RequiresTool(Tool.PROMTOOL)
  void prometheus_takes_its_configuration_and_rules() throws Exception {
    succeed(List.of("promtool", "check", "config", file("prometheus.yml")));
    List<String> rules = files("prometheus", ".yml");
    if (!rules.isEmpty()) {
      String[] names = rules.toArray(String[]::new);
      succeed(Balancer.concat(List.of("promtool", "check", "rules"), names));
    }
  }

  @Test
  @RequiresTool({Tool.NODE, Tool.NPM})
  void the_manifests_obey_the_schemas_of_kubernetes() throws Exception {
    List<String> files = new ArrayList<>(files("kubernetes", ".yaml"));
    files.addAll(files("kubernetes/monitoring", ".yaml"));
    check("kubernetes", files);
  }

  @Test
  @RequiresTool({Tool.NODE, Tool.NPM})
  void the_compose_file_obeys_its_schema() throws Exception {
    check("compose", List.of(file("compose.yaml")));
  }

  @Test
  @RequiresTool({Tool.NODE, Tool.NPM})
  void the_dockerfile_has_no_faults() throws Exception {
    check("dockerfile", List.of(file("Dockerfile")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes", "kubernetes/monitoring"})
  void the_manifests_are_all_in_the_kustomization(String folder) throws Exception {
    String kustomization = Files.readString(Path.of(file(folder + "/kustomization.yaml")));
    assertThat(files(folder, ".yaml"))
        .filteredOn(name -> !name.endsWith("kustomization.yaml"))
        .allSatisfy(name -> assertThat(kustomization).contains(Path.of(name).toFile().getName()));
  }

  @Test
  void the_instances_of_the_compose_file_are_those_that_are_balanced_and_watched()
      throws Exception {
    Set<String> instances = found("compose.yaml", "(?m)^  (sup-\\d+):");
    assertThat(instances).isNotEmpty();
    assertThat(found("nginx/servers.conf", "(?m)^server (.+):3001 ")).isEqualTo(instances);
    assertThat(found("prometheus.yml", "([\\w-]+):9090")).isEqualTo(instances);
  }

  @Test
  void the_instances_of_the_compose_file_trust_its_balancer_alone() throws Exception {
    Set<String> trusted = found("compose.yaml", "(?m)^    TRUSTED_PROXIES: (.+)$");
    assertThat(trusted).hasSize(1);
    assertThat(
            found(
                "compose.yaml",
                "(?m)^  nginx:\n(?: {4}.*\n)*?    networks:\n      default:\n"
                    + "        ipv4_address: (.+)$"))
        .isEqualTo(trusted);
  }

  @Test
  void the_manifests_run_the_image_as_its_own_user() throws Exception {
    Set<String> user = found("Dockerfile", "(?m)^USER (\\d+):\\d+");
    assertThat(user).hasSize(1);
    assertThat(found("Dockerfile", "useradd --uid (\\d+)")).isEqualTo(user);
    assertThat(found("kubernetes/deployment.yaml", "runAsUser: (\\d+)")).isEqualTo(user);
    assertThat(found("Dockerfile", "(?m)^USER \\d+:(\\d+)"))
        .isEqualTo(found("Dockerfile", "groupadd --gid (\\d+)"))
        .isEqualTo(found("kubernetes/deployment.yaml", "runAsGroup: (\\d+)"));
  }

  private static Set<String> found(String name, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(Path.of(file(name))))
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme.eu:"})
  void redis_is_started_with_a_password_and_the_user_of_the_service(
      String prefix, @TempDir Path folder) throws Exception {
    String password = "a1".repeat(16);
    int port = FreePort.find();
    List<String> command =
        Balancer.concat(
            List.of("sh", file("redis/start"), RedisProcess.binaryPath()),
            "--port",
            "" + port,
            "--bind",
            "127.0.0.1",
            "--dir",
            folder.toString());
    Map<String, String> environment =
        Map.of("REDIS_PASSWORD", password, "REDIS_PREFIX", prefix, "PATH", System.getenv("PATH"));
    try (ChildProcess redis = ChildProcess.start(environment, command)) {
      redis.await("Ready to accept connections");
      try (RawTcp stranger = new RawTcp(port)) {
        assertThat(stranger.send("PING\r\n").readUntil("\r\n")).startsWith("-NOAUTH");
        assertThat(stranger.send("AUTH " + password + "\r\n").readUntil("\r\n"))
            .startsWith("-WRONGPASS");
        assertThat(stranger.send("AUTH sup " + password + "\r\n").readUntil("\r\n"))
            .startsWith("+OK");
        assertThat(stranger.send("CONFIG GET *\r\n").readUntil("\r\n")).startsWith("-NOPERM");
        assertThat(stranger.send("GET x" + prefix + "reminders\r\n").readUntil("\r\n"))
            .startsWith("-NOPERM");
      }
      assertThat(folder.resolve("appendonlydir")).exists();
      Map<String, String> variables =
          Map.of(
              "PORT",
              "0",
              "API_PORT",
              "0",
              "REDIS_URL",
              "redis://sup:" + password + "@127.0.0.1:" + port,
              "REDIS_PREFIX",
              prefix,
              "CLUSTER_SECRET",
              "s".repeat(32));
      try (MessengerServer server = MessengerServer.start(Configuration.from(variables))) {
        HttpApi http = new HttpApi(server.port());
        await().atMost(PATIENCE).until(() -> http.status("/ready") == 200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/nowhere"})
  void the_health_check_of_the_image_succeeds_only_on_the_health_path(String path)
      throws Exception {
    assertHealth(path, Map.of("PORT", "0", "API_PORT", "0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/nowhere"})
  @RequiresTool(Tool.OPENSSL)
  void the_health_check_of_the_image_speaks_tls_if_the_service_does(
      String path, @TempDir Path folder) throws Exception {
    assertHealth(path, SelfSigned.make(folder, "EC").variables());
  }

  private static void assertHealth(String path, Map<String, String> variables) {
    try (MessengerServer server = MessengerServer.start(Configuration.from(variables))) {
      Map<String, String> environment = new HashMap<>(variables);
      environment.put("PORT", String.valueOf(server.port()));
      environment.put("PATH", System.getenv("PATH"));
      List<String> command = List.of("bash", file("healthcheck"), path);
      // Retries, as Docker does. A server's first answer may take longer than one check waits.
      await()
          .atMost(PATIENCE)
          .until(() -> end(environment, command) == (path.equals("/health") ? 0 : 1));
    }
  }

  private static int end(Map<String, String> environment, List<String> command)
      throws InterruptedException {
    try (ChildProcess check = ChildProcess.start(environment, command)) {
      return check.awaitEnd(PATIENCE);
    }
  }

  private static String file(String name) {
    return Balancer.DEPLOY.resolve(name).toString();
  }

  private static List<String> files(String folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(Balancer.DEPLOY.resolve(folder))) {
      return files.map(Path::toString).filter(name -> name.endsWith(suffix)).sorted().toList();
    }
  }

  private static void check(String kind, List<String> files) throws InterruptedException {
    String script = NodeProcess.FOLDER.resolve("deployment-check.js").toString();
    succeed(Balancer.concat(List.of("node", script, kind), files.toArray(String[]::new)));
  }

  private static void succeed(List<String> command) throws InterruptedException {
    try (ChildProcess check = ChildProcess.start(Map.of(), command)) {
      assertThat(check.awaitEnd(PATIENCE)).as("%s", check.lines()).isZero();
    }
  }
}
