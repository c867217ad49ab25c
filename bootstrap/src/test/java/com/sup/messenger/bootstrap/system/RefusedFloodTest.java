package com.sup.messenger.bootstrap.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.redis.RedisProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests one account that keeps sending over its limits, on a service that counts in a real Redis.
///
/// Prints the figures that `docs/decisions/0004-limits-of-users.md` quotes.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Tag("full")
class RefusedFloodTest {

  private static final Duration FLOOD = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private static final Pattern SCRIPTS = Pattern.compile("cmdstat_eval[a-z]*:calls=(\\d+)");

  /// The number of events in flight on each connection.
  private static final int BATCH = 16;

  private final RedisProcess redis = RedisProcess.open();

  @AutoClose
  private final ServerProcess server =
      ServerProcess.start(
          Map.of(
              "REDIS_URL",
              redis.url(),
              "RATE_LIMITS",
              "message:new=unlimited",
              "RATE_LIMIT_MAX_CONNECTIONS",
              "1000"));

  private final LongAdder refusals = new LongAdder();
  private final LongAdder cuts = new LongAdder();
  private final LongAdder refusedConnects = new LongAdder();

  @ParameterizedTest
  @ValueSource(ints = {5, 20})
  void others_notice_little_of(int connections) throws Exception {
    try (SteadyPair pair = pair()) {
      Thread.sleep(2_000);
      pair.begin();
      Thread.sleep(QUIET);
      double[] quiet = pair.millis();
      pair.begin();
      long scripts = scripts();
      flood(connections);
      double[] flooded = pair.millis();
      scripts = scripts() - scripts;
      System.out.printf(
          "%d connections: %.0f refusals/s, %d cut, %d CONNECTs refused, %d scripts in Redis;"
              + " p50 %.1f ms (quiet %.1f), p99 %.1f ms (quiet %.1f)%n",
          connections,
          refusals.sum() / (double) FLOOD.toSeconds(),
          cuts.sum(),
          refusedConnects.sum(),
          scripts,
          at(flooded, 0.5),
          at(quiet, 0.5),
          at(flooded, 0.99),
          at(quiet, 0.99));
      assertThat(cuts.sum()).isGreaterThanOrEqualTo(connections);
      assertThat(refusedConnects.sum()).isPositive();
      assertThat(flooded).isNotEmpty();
    } finally {
      redis.close();
    }
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) (sorted.length * share)];
  }

  /// Returns the number of scripts that Redis has run.
  private long scripts() throws IOException {
    URI url = URI.create(redis.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write("INFO commandstats\r\nQUIT\r\n".getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      Matcher calls = SCRIPTS.matcher(answer);
      return calls.results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
    }
  }

  private SteadyPair pair() throws IOException {
    RawSocketIoClient author = RawSocketIoClient.connect(server.port(), Tokens.of("author"));
    RawSocketIoClient reader = RawSocketIoClient.connect(server.port(), Tokens.of("reader"));
    for (RawSocketIoClient client : List.of(author, reader)) {
      client.send("420[\"chat:join\",{\"chatId\":\"quiet\"}]");
      client.readUntil("430");
    }
    return new SteadyPair("quiet", INTERVAL, author, reader);
  }

  private void flood(int connections) throws Exception {
    long begun = System.nanoTime();
    BooleanSupplier isOver = () -> isOver(System.nanoTime() - begun, connections);
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Void>> floods = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        floods.add(threads.submit(() -> floodUntil(isOver)));
      }
      for (Future<Void> flood : floods) {
        flood.get();
      }
    }
  }

  /// A slow machine needs longer to cut the connections.
  private boolean isOver(long nanos, int connections) {
    return nanos > MOST.toNanos() || (nanos > FLOOD.toNanos() && cuts.sum() >= connections);
  }

  /// Sends until the flood is over. Connects again at once if it is cut.
  private Void floodUntil(BooleanSupplier isOver) throws Exception {
    while (!isOver.getAsBoolean()) {
      try (RawSocketIoClient client = RawSocketIoClient.open(server.port())) {
        client.send("40{\"token\":\"" + Tokens.of("flooder") + "\"}");
        if (client.readUntil("4").startsWith("44")) {
          refusedConnects.increment();
          Thread.sleep(100);
        } else {
          floodUntil(isOver, client);
        }
      } catch (IOException _) {
        // The connection was cut, so it connects again.
      }
    }
    return null;
  }

  private void floodUntil(BooleanSupplier isOver, RawSocketIoClient client) throws IOException {
    while (!isOver.getAsBoolean()) {
      for (int i = 0; i < BATCH; i++) {
        client.send("420[\"call:initiate\",{}]");
      }
      for (int answers = 0; answers < BATCH; ) {
        String packet = client.read();
        if (packet.equals("41")) {
          cuts.increment();
          return;
        }
        if (packet.startsWith("430")) {
          answers++;
          if (packet.contains("RATE_LIMIT_EXCEEDED")) {
            refusals.increment();
          }
        }
      }
    }
  }
}
