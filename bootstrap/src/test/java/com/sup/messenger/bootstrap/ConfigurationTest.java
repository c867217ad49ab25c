package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.gateway.GatewayModule;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variable.Secrecy;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.config.Listeners;
import com.sup.messenger.bootstrap.config.LogLevel;
import com.sup.messenger.bootstrap.config.Section;
import com.sup.messenger.bootstrap.config.SocketSettings;
import com.sup.messenger.listener.TrustedProxies;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

public class ConfigurationTest {

  private static final String STRONG = "0123456789abcdef0123456789abcdef";
  private static final String NEW_KEY = "new-".repeat(8);
  private static final String OLD_KEY = "old-".repeat(8);

  /// Settings that are refused. The variable that the message must name comes first.
  public static final List<String> BAD =
      List.of(
          "NODE_ENV=staging",
          "SUP_CONFIG=/no/such/file.yaml",
          "ADAPTERS=mongo",
          "LOG_LEVEL=loud",
          "SHUTDOWN_TIMEOUT=0",
          "SHUTDOWN_TIMEOUT=30s",
          "HOST=no.such.host.invalid",
          "HOST=3001",
          "HOST=127.0.0.1:3001",
          "HOST=10.0.0.256",
          "API_HOST=http://localhost",
          "METRICS_HOST=::1::",
          "PORT=99999",
          "PORT=-1",
          "PORT=http",
          "API_PORT=65536",
          "METRICS_ENABLED=yes",
          "METRICS_PORT=9090.5",
          "TLS_CERT=/no/such/cert.pem",
          "TLS_CERT=pom.xml",
          "TLS_KEY=pom.xml",
          "TLS_KEY=/no/such/key.pem",
          "JWT_SECRET=short NODE_ENV=production CORS_ORIGIN=https://a.example",
          "JWT_SECRET=your_jwt_secret_here NODE_ENV=production CORS_ORIGIN=https://a.example",
          "JWT_SECRET=sup-messenger-development-secret NODE_ENV=production",
          "JWT_SECRET=" + STRONG + ",short NODE_ENV=production",
          "JWT_SECRET= NODE_ENV=production CORS_ORIGIN=https://a.example",
          "JWT_JWKS=/no/such/keys.json",
          "JWT_JWKS=ftp://keys.example/jwks",
          "JWT_JWKS=https://",
          "JWT_JWKS=https://robot:hush@",
          "JWT_MAX_AGE=999",
          "JWT_MAX_AGE=34560000001",
          "JWT_MAX_AGE=1h",
          "SERVICE_API_KEY=ke\ty",
          "SERVICE_API_KEY=schlüssel",
          "SERVICE_API_KEY=short NODE_ENV=production JWT_SECRET=" + STRONG,
          "SERVICE_API_KEY=development NODE_ENV=production JWT_SECRET=" + STRONG,
          "SERVICE_API_KEY=" + STRONG + ",short NODE_ENV=production JWT_SECRET=" + STRONG,
          "SERVICE_API_KEY=sup-messenger-development-secret NODE_ENV=production JWT_SECRET="
              + STRONG,
          "CORS_ORIGIN=chat.example",
          "CORS_ORIGIN=https://chat.example/",
          "CORS_ORIGIN=https://a.example,https://b.example/path",
          "CORS_ORIGIN=* NODE_ENV=production JWT_SECRET=" + STRONG,
          "SOCKETIO_PING_INTERVAL=0",
          "SOCKETIO_PING_TIMEOUT=never",
          "SOCKETIO_MAX_BUFFER_SIZE=1",
          "MAX_UNAUTHENTICATED_CONNECTIONS=0",
          "HEARTBEAT_INTERVAL=0",
          "RATE_LIMITS=message:new=0/1",
          "RATE_LIMIT_MAX_CONNECTIONS=0",
          "RATE_LIMIT_CONNECTION_WINDOW=-5",
          "RATE_LIMIT_FANOUT=256",
          "RATE_LIMIT_READ=0/60",
          "RATE_LIMIT_STORED=1/86401",
          "MAX_CONNECTIONS_PER_USER=none",
          "MAX_IDLE_TIME=2147483648",
          "REPLAY_PER_CHAT=8001",
          "REPLAY_TOTAL=-1",
          "REPLAY_NEW_PER_CHAT=many",
          "REPLAY_NEW_TOTAL=1e3",
          "ICE_SERVERS=http://x",
          "TURN_SECRET= ICE_SERVERS=turn:t",
          "TURN_TTL=0",
          "REDIS_URL=localhost:6379",
          "REDIS_URL=http://robot:hush@localhost",
          "REDIS_URL=redis://robot:hu,hush@redis",
          "REDIS_PREFIX={sup}:",
          "CHAT_MAX_BYTES=1024",
          "POSTGRES_URL=postgres://robot:hush@localhost/sup",
          "POSTGRES_CONNECTIONS=1",
          "POSTGRES_CHAT_MESSAGES=999",
          "CLUSTER_SECRET=hush-hush",
          "TRUSTED_PROXIES=10.0.0.0/33",
          "GATEWAYS=carrier-pigeon",
          "SSE_PORT=70000",
          "ACME_OUTBOX_SIZE=0");

  private static final Set<String> ANY_TEXT = Set.of("JWT_ISSUER", "JWT_AUDIENCE");

  private static Map<String, String> variables(String line) {
    Map<String, String> variables = new HashMap<>();
    for (String variable : line.split(" ")) {
      String[] parts = variable.split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    return variables;
  }

  private static List<Variable<?>> declared() {
    return Section.all(AdapterModule.installed(), GatewayModule.installed()).stream()
        .<Variable<?>>flatMap(section -> section.variables().stream())
        .toList();
  }

  private static String blamed(String line) {
    return line.substring(0, line.indexOf('='));
  }

  @ParameterizedTest
  @FieldSource("BAD")
  void a_bad_value_is_refused_in_one_line_that_says_what_is_allowed(String line) {
    Variable<?> variable =
        declared().stream()
            .filter(one -> one.name().equals(blamed(line)))
            .findFirst()
            .orElseThrow();
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.from(variables(line)))
        .withMessageMatching(variable.name() + "=[^\n]*: must be [^\n]{4,}")
        .satisfies(refusal -> checkShown(variable, variables(line), refusal.getMessage()));
  }

  private static void checkShown(Variable<?> variable, Map<String, String> line, String message) {
    String value = line.get(variable.name());
    if (variable.secrecy() == Secrecy.OPEN) {
      String last = value.substring(value.lastIndexOf(',') + 1);
      assertThat(message).startsWith(variable.name() + "=" + last + ": ");
    } else if (variable.secrecy() == Secrecy.SECRET && !value.isEmpty()) {
      assertThat(message).startsWith(variable.name() + "=(hidden): ");
    }
    assertThat(message).doesNotContain("hush", "short", STRONG);
  }

  @Test
  void every_variable_is_declared_once_and_every_one_that_can_be_bad_is_tried() {
    List<String> names = declared().stream().map(Variable::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    Set<String> tried = BAD.stream().map(ConfigurationTest::blamed).collect(Collectors.toSet());
    tried.addAll(ANY_TEXT);
    assertThat(tried).containsExactlyInAnyOrderElementsOf(new TreeSet<>(names));
  }

  @Test
  void the_variables_of_the_service_before_keep_their_names_and_defaults() {
    Configuration usual = Configuration.from(Map.of());
    assertThat(usual.profile()).isEqualTo(Configuration.Profile.DEVELOPMENT);
    assertThat(usual.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(usual.shutdownTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(usual.listeners())
        .isEqualTo(
            new Listeners(
                new InetSocketAddress("127.0.0.1", 3001),
                new InetSocketAddress("127.0.0.1", 3002),
                Optional.empty(),
                Optional.empty(),
                TrustedProxies.NONE));
    assertThat(usual.sockets())
        .isEqualTo(
            new SocketSettings(
                List.of("*"),
                Duration.ofSeconds(25),
                Duration.ofSeconds(60),
                1_048_576,
                5_000,
                Duration.ofSeconds(30)));
    assertThat(usual.serviceKeys()).containsExactly("development");
    assertThat(usual.adapters().names()).isEqualTo("memory");
  }

  @Test
  void development_listens_on_loopback_and_production_everywhere_by_default() {
    String production = "NODE_ENV=production METRICS_ENABLED=true JWT_SECRET=" + STRONG;
    Listeners everywhere = Configuration.from(variables(production)).listeners();
    assertThat(List.of(everywhere.clients(), everywhere.backEnds(), everywhere.metrics().get()))
        .allMatch(address -> address.getAddress().isAnyLocalAddress());
    Listeners loopback = Configuration.from(Map.of("METRICS_ENABLED", "true")).listeners();
    assertThat(List.of(loopback.clients(), loopback.backEnds(), loopback.metrics().get()))
        .allMatch(address -> address.getAddress().getHostAddress().equals("127.0.0.1"));
    Listeners told =
        Configuration.from(
                variables(
                    production + " HOST=localhost API_HOST=127.0.0.2 METRICS_HOST=[::1] PORT=0"))
            .listeners();
    assertThat(told.clients()).isEqualTo(new InetSocketAddress("localhost", 0));
    assertThat(told.backEnds()).isEqualTo(new InetSocketAddress("127.0.0.2", 3002));
    assertThat(told.metrics()).contains(new InetSocketAddress("::1", 9090));
    assertThat(
            Configuration.from(Map.of("HOST", "0.0.0.0", "API_HOST", "::"))
                .listeners()
                .clients()
                .getAddress()
                .isAnyLocalAddress())
        .isTrue();
  }

  @Test
  void values_are_read() {
    Configuration configuration =
        Configuration.from(
            variables(
                "NODE_ENV=Production LOG_LEVEL=trace METRICS_ENABLED=TRUE METRICS_PORT=0"
                    + " SERVICE_API_KEY="
                    + NEW_KEY
                    + ","
                    + OLD_KEY
                    + " JWT_SECRET="
                    + STRONG
                    + " CORS_ORIGIN=https://Chat.example:8443,capacitor://localhost,null,file://"));
    assertThat(configuration.profile()).isEqualTo(Configuration.Profile.PRODUCTION);
    assertThat(configuration.logLevel()).isEqualTo(LogLevel.TRACE);
    assertThat(configuration.listeners().metrics()).contains(new InetSocketAddress(0));
    assertThat(configuration.serviceKeys()).containsExactly(NEW_KEY, OLD_KEY);
    assertThat(configuration.sockets().corsOrigins())
        .containsExactly("https://chat.example:8443", "capacitor://localhost", "null", "file://");
    assertThat(configuration.toString()).doesNotContain(STRONG, NEW_KEY);
  }

  @Test
  void production_has_no_keys_and_no_origins_of_its_own() {
    Configuration configuration =
        Configuration.from(Map.of("NODE_ENV", "production", "JWT_SECRET", STRONG));
    assertThat(configuration.serviceKeys()).isEmpty();
    assertThat(configuration.sockets().corsOrigins()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "http://keys.example/jwks", "https://a:b@keys.example:1/jwks"})
  void a_key_set_is_a_file_or_a_url(String location) {
    assertThat(Configuration.from(Map.of("JWT_JWKS", location)).tokens().jwks())
        .isEqualTo(location);
  }

  @Test
  void a_value_of_many_lines_is_shown_in_one() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.from(Map.of("PORT", "1\n2\r" + "x".repeat(1_000))))
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage()).doesNotContain("\n", "\r").hasSizeLessThan(300));
  }

  @Test
  void the_password_of_a_url_is_not_shown() {
    Variable<?> url = Variable.list("URL", "", "good", _ -> refuse()).shown(Secrecy.PASSWORD);
    for (String value :
        Arrays.asList(
            "redis://me:hush@h:1/0",
            "redis://hush@h",
            "redis://me:hu,hush@h",
            "redis://:hush@a,redis://:hush@h",
            "me:hush/@h")) {
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> url.read(value))
          .satisfies(
              refusal -> assertThat(refusal.getMessage()).doesNotContain("hu").contains("@h"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h/sup?user=me&password=hush",
        "jdbc:postgresql://h/sup?password=hu@sh",
        "jdbc:sqlserver://h;user=me;password=hush",
        "jdbc:postgresql://me:hu?sh@h/sup",
        "redis://me:hu;sh@h",
        "jdbc:postgresql://me:hush@h/sup?sslpassword=hush"
      })
  void a_password_among_the_parameters_of_a_url_is_not_shown(String value) {
    Variable<?> url = Variable.of("URL", "", "good", _ -> refuse()).shown(Secrecy.PASSWORD);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> url.read(value))
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage()).doesNotContain("hu", "sh").contains("(hidden)"));
  }

  private static Object refuse() {
    throw new IllegalArgumentException();
  }

  @Test
  void unknown_environment_variables_are_ignored() {
    assertThat(Stream.of("PATH", "PROT"))
        .allSatisfy(name -> assertThat(Configuration.from(Map.of(name, "x"))).isNotNull());
  }
}
