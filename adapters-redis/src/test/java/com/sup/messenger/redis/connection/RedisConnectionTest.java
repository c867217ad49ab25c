package com.sup.messenger.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import com.sup.messenger.redis.RedisProcess;
import com.sup.messenger.redis.RedisServers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisConnectionTest {

  private static final Duration BACK = Duration.ofSeconds(4);

  /// Less than two calls, one after the other. The rest is for a machine that does many things.
  private static final Duration IN_TIME = RedisConnection.LONGEST.multipliedBy(2);

  private static final Script ECHO = new Script("return ARGV[1]");

  private final RedisProcess server = RedisProcess.open();
  private final RedisConnection redis = RedisServers.open(server.url());

  @AfterEach
  void close() {
    redis.close();
    server.close();
  }

  private String echo(String text) {
    return redis.text(ECHO, List.of("key"), text);
  }

  private void assertUnavailableInTime() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Duration>> calls =
          IntStream.range(0, 200).mapToObj(_ -> executor.submit(this::failingCall)).toList();
      for (Future<Duration> call : calls) {
        assertThat(call.get()).isLessThan(IN_TIME);
      }
    }
  }

  /// Returns the time of a call, without that of its check.
  private Duration failingCall() {
    long start = System.nanoTime();
    Throwable failure = catchThrowable(() -> echo("secret"));
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertThat(failure)
        .isInstanceOf(UnavailableException.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
    return time;
  }

  private void assertBackSoon() {
    await().atMost(BACK).ignoreExceptions().until(() -> "x".equals(echo("x")));
  }

  @Test
  void a_script_gives_a_text_a_number_or_a_list() {
    assertThat(echo("grüße \uD83D\uDE00")).isEqualTo("grüße \uD83D\uDE00");
    assertThat(redis.text(new Script("return nil"), List.of())).isNull();
    assertThat(redis.number(new Script("return 7"), List.of("k"))).isEqualTo(7);
    Script list = new Script("return {KEYS[1], ARGV[2], 3, {'x'}}");
    assertThat(redis.list(list, List.of("k"), 1, 2L))
        .isEqualTo(List.of("k", "2", 3L, List.of("x")));
  }

  @Test
  void a_script_that_redis_has_forgotten_is_sent_again() {
    assertThat(echo("a")).isEqualTo("a");
    server.command("SCRIPT", "FLUSH");
    assertThat(echo("b")).isEqualTo("b");
  }

  @Test
  void a_command_that_redis_refuses_is_a_fault_of_ours() {
    assertThatThrownBy(() -> redis.text(new Script("return nonsense("), List.of("k"), "secret"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_paused_redis_is_unavailable_in_time_and_back_at_once() throws Exception {
    echo("x");
    server.pause();
    assertUnavailableInTime();
    server.resume();
    assertBackSoon();
  }

  @Test
  void calls_one_after_another_wait_once_for_a_redis_that_is_away() throws Exception {
    for (int round = 0; round < 2; round++) {
      echo("x");
      server.pause();
      assertThat(failingCalls(10)).isLessThan(IN_TIME);
      server.resume();
      assertBackSoon();
    }
  }

  @Test
  void calls_of_one_event_share_its_deadline() {
    echo("x");
    server.pause();
    Duration spent =
        Deadline.within(Duration.ofMillis(300), InstantSource.system(), () -> failingCalls(20));
    // 6 s if each had the time for itself.
    assertThat(spent).isLessThan(IN_TIME);
    server.resume();
    // A call that had little time says nothing about Redis.
    assertThat(echo("x")).isEqualTo("x");
  }

  private Duration failingCalls(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> failingCall())
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void a_killed_redis_is_unavailable_in_time_and_back_soon_after_its_start() throws Exception {
    echo("x");
    server.kill();
    assertUnavailableInTime();
    server.start();
    assertBackSoon();
  }

  @Test
  void redis_may_come_after_the_service() throws Exception {
    server.kill();
    try (RedisConnection early = RedisServers.open(server.url())) {
      assertThatThrownBy(() -> early.text(ECHO, List.of("k"), "x"))
          .isInstanceOf(UnavailableException.class);
      server.start();
      await()
          .atMost(BACK)
          .ignoreExceptions()
          .until(() -> early.text(ECHO, List.of("k"), "x") != null);
    }
  }

  @Test
  void a_password_opens_a_server_that_wants_one() {
    server.command("CONFIG", "SET", "requirepass", "s@cret");
    String authority = "127.0.0.1:" + server.port();
    try (RedisConnection good = open("redis://:s%40cret@" + authority);
        RedisConnection named = open("redis://default:s%40cret@" + authority + "/3");
        RedisConnection bad = open("redis://:wrong@" + authority)) {
      assertThat(good.text(ECHO, List.of("k"), "x")).isEqualTo("x");
      assertThat(named.text(ECHO, List.of("k"), "x")).isEqualTo("x");
      assertThatThrownBy(() -> bad.text(ECHO, List.of("k"), "x"))
          .isInstanceOf(UnavailableException.class)
          .hasMessageNotContaining("wrong");
    }
  }

  private static RedisConnection open(String url) {
    return RedisServers.open(url);
  }

  @Test
  void what_is_asked_of_many_things_comes_in_their_order() {
    List<Integer> numbers = IntStream.range(0, 1_234).boxed().toList();
    assertThat(
            redis.each(
                numbers,
                n -> "{" + n + "}",
                (batch, n) ->
                    batch.getAtomicLong("{" + n + "}").incrementAndGetAsync().thenApply(v -> n)))
        .isEqualTo(numbers);
    assertThat(redis.each(List.of(), _ -> "x", (batch, n) -> batch.getAtomicLong("x").getAsync()))
        .isEmpty();
  }
}
