package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs hostile clients, one kind at a time, while well-behaved clients talk. Checks that those
/// notice nothing, and that the service keeps and logs nothing of the attack.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Tag("crowd")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("full")
class HostileClientsTest {

  /// The number of messages that a user may send in a second.
  static final int MESSAGES = 300;

  private static final int STRANGERS = 400;
  private static final int PAIRS = 3;
  private static final Duration INTERVAL = Duration.ofMillis(20);

  /// The latency, in ms, below which a difference is noise. The attackers share two processors with
  /// the service, and nobody notices such a delay.
  private static final double QUIET_MILLIS = 25;

  /// The number of attempts. An effect of the attack appears in each of them, and an effect of the
  /// machine does not.
  private static final int ATTEMPTS = 3;

  private static final Duration AFTERMATH = Duration.ofMillis(700);

  private static final long MEBIBYTE = 1024 * 1024;

  /// The bytes that the messages of well-behaved clients may add to the logs of their chats.
  private static final long NEAR = 16 * MEBIBYTE;

  /// Entries that well-behaved clients may still ask for.
  private static final String SENT = "com.sup.messenger.application.connection.SentLog$Entry";

  private static final String SECRET = "the hush-secret of the service under attack";
  private static final String KEY = "hush-key-of-more-than-thirty-two-letters";

  private static ServerProcess server;
  private static Target target;
  private static Lingerers lingerers;

  /// Another instance that is not attacked. Its latency shows the effect of the machine.
  private static ServerProcess control;

  private static HeapHistogram before;
  private static final List<SteadyPair> PEOPLE = new ArrayList<>();
  private static final List<SteadyPair> ELSEWHERE = new ArrayList<>();

  /// The attacks, with the numbers of the issue.
  enum Hostility {
    // The first ones, because the end of their sessions takes long.
    LINGERERS(_ -> lingerers.begin(3)),
    UPGRADES(target -> new Upgrades(target).attempt(100)),
    FIREHOSES(target -> new Firehoses(target).spray(Duration.ofSeconds(3))),
    MALFORMED_FRAMES(target -> new MalformedFrames(target).send(7_000)),
    MALFORMED_BODIES(target -> new MalformedRequests(target).send(1_500)),
    SMUGGLED_REQUESTS(target -> new SmuggledRequests(target).send(4 * 37)),
    HALF_OPEN_CONNECTIONS(target -> new SlowClients(target).halfOpen(5_000, 600)),
    SLOW_LORIS(target -> new SlowClients(target).trickle(40)),
    OVERSIZED(target -> new Oversized(target).send(4)),
    FORGED_TOKENS(target -> new ForgedTokens(target).connect(400)),
    FOREIGN_ORIGINS(target -> new ForgedTokens(target).fromElsewhere(800)),
    FLOODS_OF_EVENTS(target -> new Floods(target).events()),
    FLOODS_OF_CONNECTIONS(
        target -> {
          new Floods(target).connections(100);
          new Floods(target).strangers(STRANGERS);
          new Floods(target).namespaces(100);
          new Floods(target).polls(100);
          new Floods(target).pings(5_000);
          new Floods(target).pipelines(20, 100);
        });

    private interface Attack {
      void on(Target target) throws Exception;
    }

    private final Attack attack;

    Hostility(Attack attack) {
      this.attack = attack;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = launch();
    target = target(server);
    lingerers = new Lingerers(target);
    control = launch();
    Target spared = target(control);
    for (int i = 0; i < PAIRS; i++) {
      PEOPLE.add(pair(target, i));
      ELSEWHERE.add(pair(spared, i));
    }
    // Warms up, so that classes and other objects that are made once exist before the measurement.
    new MalformedFrames(target).send(600);
    new MalformedRequests(target).send(200);
    new Oversized(target).send(1);
    new ForgedTokens(target).connect(10);
    new SmuggledRequests(target).send(40);
    new Floods(target).pipelines(8, 20);
    before = server.heap();
  }

  private static Target target(ServerProcess server) {
    return new Target(server.port(), server.apiPort(), server.metricsPort(), SECRET, KEY);
  }

  private static ServerProcess launch() {
    return ServerProcess.start(
        Map.of(
            "NODE_ENV",
            "production",
            "JWT_SECRET",
            SECRET,
            "SERVICE_API_KEY",
            KEY,
            "CORS_ORIGIN",
            "https://chat.example",
            "RATE_LIMITS",
            "message:new=" + MESSAGES + "/1",
            "MAX_UNAUTHENTICATED_CONNECTIONS",
            String.valueOf(STRANGERS),
            "METRICS_ENABLED",
            "true",
            "METRICS_PORT",
            "0"));
  }

  private static SteadyPair pair(Target target, int number) throws IOException {
    String author = "author-" + number;
    String reader = "reader-" + number;
    String chat = "chat-" + number;
    String members = "{\"members\":[\"%s\",\"%s\"]}".formatted(author, reader);
    try (RawTcp api = new RawTcp(target.apiPort())) {
      api.send(
          "PUT /api/chats/%s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(chat, KEY, members.length(), members));
      assertThat(api.read()).startsWith("HTTP/1.1 20");
    }
    return new SteadyPair(
        chat,
        INTERVAL,
        RawSocketIoClient.connect(target.port(), target.token(author)),
        RawSocketIoClient.connect(target.port(), target.token(reader)));
  }

  @AfterAll
  static void stop() throws Exception {
    lingerers.close();
    for (SteadyPair pair : PEOPLE) {
      pair.close();
    }
    for (SteadyPair pair : ELSEWHERE) {
      pair.close();
    }
    server.close();
    control.close();
  }

  @Order(1)
  @ParameterizedTest
  @EnumSource
  void others_notice_nothing_of(Hostility hostility) throws Exception {
    assumeTrue(openFiles() > 7_000, "too few files may be open in a process");
    boolean noticed = true;
    for (int attempt = 0; noticed && attempt < ATTEMPTS; attempt++) {
      noticed = isNoticed(hostility);
    }
    assertThat(noticed).as("p99 is over twice its quiet value").isFalse();
  }

  private static boolean isNoticed(Hostility hostility) throws Exception {
    PEOPLE.forEach(SteadyPair::begin);
    Thread.sleep(700);
    double quiet = SteadyPair.p99(PEOPLE);
    PEOPLE.forEach(SteadyPair::begin);
    ELSEWHERE.forEach(SteadyPair::begin);
    long begun = System.nanoTime();
    hostility.attack.on(target);
    // The aftermath, such as thousands of connections that end at once, is part of the attack.
    Thread.sleep(AFTERMATH);
    double seconds = (System.nanoTime() - begun) / 1e9;
    double attacked = SteadyPair.p99(PEOPLE);
    double elsewhere = SteadyPair.p99(ELSEWHERE);
    System.out.printf(
        "%s: %.1f s, p99 %.1f ms, quiet %.1f ms, elsewhere meanwhile %.1f ms%n",
        hostility, seconds, attacked, quiet, elsewhere);
    assertThat(SteadyPair.count(PEOPLE))
        .as("messages that came")
        .isGreaterThan((int) (0.9 * PAIRS * (seconds * 1_000 / INTERVAL.toMillis() - 10)));
    return attacked > 2 * Math.max(QUIET_MILLIS, Math.max(quiet, elsewhere));
  }

  private static long openFiles() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getMaxFileDescriptorCount();
  }

  @Order(2)
  @Test
  void clients_that_keep_the_service_waiting_are_cut() throws Exception {
    lingerers.awaitEnd();
  }

  @Order(3)
  @Test
  void nothing_is_kept_of_them() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              HeapHistogram now = server.heap();
              System.out.printf(
                  "Heap %.1f MiB, before %.1f MiB; %d threads, before %d; %d sessions, before %d%n",
                  (double) now.bytes() / MEBIBYTE,
                  (double) before.bytes() / MEBIBYTE,
                  now.threads(),
                  before.threads(),
                  now.sessions(),
                  before.sessions());
              now.without(SENT).assertNothingOutlived(before);
              assertThat(now.bytes()).isLessThan(before.bytes() + NEAR);
            });
    assertThat(server.http().activeConnections()).isEqualTo(2 * PAIRS);
  }

  @Order(4)
  @Test
  void nothing_is_logged_of_them_but_disconnected_users() {
    List<String> log = server.lines();
    assertThat(String.join("\n", log))
        .doesNotContain(Target.MARK, "eyJhbGci", "token=", "EIO=", "Exception", "\"at\":");
    assertThat(log).filteredOn(line -> !line.contains("Disconnected: user=")).hasSizeLessThan(20);
  }
}
