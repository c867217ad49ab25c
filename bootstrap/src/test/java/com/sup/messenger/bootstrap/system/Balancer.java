package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.redis.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A balancer with the shipped configuration, in front of instances on this machine.
final class Balancer implements AutoCloseable {

  /// The folder with the files of a deployment.
  static final Path DEPLOY = Path.of("..", "deploy");

  // With one process, the test can end it by its id.
  private static final String ONE_PROCESS = "daemon off; master_process off;";

  private final ChildProcess process;
  private final HttpApi http;

  private Balancer(ChildProcess process, int port) {
    this.process = process;
    this.http = new HttpApi(port);
  }

  private Balancer(int port, Map<String, String> variables, List<String> command) {
    process = ChildProcess.start(variables, command);
    http = new HttpApi(port);
    Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(http.status("/balancer")).as("%s", process.lines()).isEqualTo(200));
  }

  /// Starts nginx. It balances when this method returns.
  ///
  /// @param folder an empty folder for its files
  static Balancer nginx(Path folder, int... instances) {
    int port = FreePort.find();
    List<String> command = nginxCommand(folder, port, instances);
    return new Balancer(port, Map.of(), concat(command, "-g", ONE_PROCESS));
  }

  /// Starts nginx. It takes clients' addresses from the header `X-Test-Address`.
  static Balancer nginxOfAddresses(Path folder, int instance) {
    int port = FreePort.find();
    List<String> command = nginxCommand(folder, port, instance);
    append(
        folder.resolve("listen.conf"),
        "set_real_ip_from 127.0.0.0/8;\nreal_ip_header X-Test-Address;\n");
    return new Balancer(port, Map.of(), concat(command, "-g", ONE_PROCESS));
  }

  /// Starts nginx with the shortest configuration. It speaks HTTP/1.0 to the instance, as versions
  /// of nginx do that are not told otherwise.
  static Balancer nginxOfHttp10(Path folder, int instance) throws IOException {
    int port = FreePort.find();
    Path file = folder.resolve("plain.conf");
    Files.writeString(
        file,
        """
        pid %s/nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          server {
            listen %s;
            location = /balancer { return 200; }
            location / { proxy_pass http://%s; proxy_http_version 1.0; }
          }
        }
        """
            .formatted(folder, address(port), address(instance)));
    List<String> command = List.of("nginx", "-p", folder + "/", "-c", file.toString());
    return new Balancer(port, Map.of(), concat(command, "-g", ONE_PROCESS));
  }

  /// Starts HAProxy. It takes clients' addresses from the PROXY protocol if they use it.
  static Balancer haproxyOfAddresses(Path folder, int instance) throws IOException {
    int port = FreePort.find();
    int proxied = FreePort.find();
    String shipped = Files.readString(DEPLOY.resolve("haproxy", "haproxy.cfg"));
    String bind = "  bind \"${BIND-:8080}\"\n";
    assertThat(shipped).contains(bind);
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(
        file, shipped.replace(bind, bind + "  bind " + address(proxied) + " accept-proxy\n"));
    Map<String, String> variables = new HashMap<>(Map.of("BIND", address(port)));
    IntStream.rangeClosed(1, 3).forEach(i -> variables.put("SUP_" + i, address(instance)));
    Balancer balancer =
        new Balancer(port, variables, List.of("haproxy", "-f", file.toString(), "-db"));
    return new Balancer(balancer.process, proxied);
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts HAProxy in front of at most three instances. It balances when this method returns.
  static Balancer haproxy(int... instances) {
    int port = FreePort.find();
    Map<String, String> variables = new HashMap<>(Map.of("BIND", address(port)));
    IntStream.rangeClosed(1, 3)
        .forEach(i -> variables.put("SUP_" + i, address(instances[(i - 1) % instances.length])));
    return new Balancer(port, variables, concat(haproxyCommand(), "-db"));
  }

  /// Returns the command of nginx with the shipped configuration, changed to this port and these
  /// instances.
  static List<String> nginxCommand(Path folder, int port, int... instances) {
    String servers =
        IntStream.of(instances)
            .mapToObj(instance -> "server " + address(instance) + " max_fails=0;\n")
            .collect(Collectors.joining());
    try {
      for (String name : List.of("nginx.conf", "limits.conf")) {
        Files.copy(DEPLOY.resolve("nginx", name), folder.resolve(name));
      }
      Files.writeString(folder.resolve("listen.conf"), "listen " + address(port) + ";\n");
      Files.writeString(folder.resolve("servers.conf"), servers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String configuration = folder.resolve("nginx.conf").toString();
    return List.of("nginx", "-p", folder + "/", "-c", configuration);
  }

  /// Returns the command of HAProxy with the shipped configuration.
  static List<String> haproxyCommand() {
    return List.of("haproxy", "-f", DEPLOY.resolve("haproxy", "haproxy.cfg").toString());
  }

  static List<String> concat(List<String> command, String... more) {
    return Stream.concat(command.stream(), Stream.of(more)).toList();
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }

  int port() {
    return http.port();
  }

  HttpApi http() {
    return http;
  }

  /// Returns the lines that it has logged so far.
  List<String> log() {
    return process.lines();
  }

  @Override
  public void close() {
    process.close();
  }
}
