package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/// Attacks a service with a small heap, which ends when the heap is full. Sends four times the heap
/// through each kind of input, and through all at once. Checks that the service survives, others
/// notice nothing, a new client connects, and the memory is freed.
///
/// Each attack ends when its bytes are sent, or after `-Dsup.hostile.seconds=6`.
@Tag("crowd")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("full")
class SmallHeapTest {

  private static final long MEBIBYTE = 1024 * 1024;
  private static final long HEAP = 256 * MEBIBYTE;

  private static final Barrage.Force FORCE =
      new Barrage.Force(
          4 * HEAP, Duration.ofSeconds(Integer.getInteger("sup.hostile.seconds", 6)), 0);

  /// The number of attempts. An effect of the attack appears in each of them, and an effect of the
  /// machine does not.
  private static final int ATTEMPTS = 3;

  /// The bytes that well-behaved clients, and attackers that are members of a chat, may leave
  /// behind.
  private static final long NEAR = 24 * MEBIBYTE;

  /// Less than by default, so that the end of the last attackers comes soon.
  private static final Duration PING_TIMEOUT = Duration.ofSeconds(10);

  private static WellBehaved people;
  private static ServerProcess server;
  private static ServerProcess control;
  private static HeapHistogram before;

  /// The kinds of input.
  enum Door {
    INVENTED_SESSIONS((target, force) -> new EndlessBodies(target).toInventedSessions(force)),
    MESSAGES_OF_STRANGERS((target, force) -> new EndlessMessages(target).ofStrangers(force)),
    MESSAGES_OF_USERS((target, force) -> new EndlessMessages(target).ofUsers(force, USERS)),
    HANDSHAKES_WITH_MANY_HEADERS(
        (target, force) -> new PollingHandshakes(target).withMuchToRemember(force, 12_000)),
    TREES_OF_STRANGERS((target, force) -> new JsonTrees(target).ofStrangers(force)),
    TREES_OF_USERS((target, force) -> new JsonTrees(target).ofUsers(force, USERS)),
    TINY_HANDSHAKES((target, force) -> new PollingHandshakes(target).tiny(force, 20_000)),
    DEAF_CLIENTS((target, force) -> new DeafClients(target).ask(force)),
    HALF_BODIES_OF_USERS(
        (target, force) -> new EndlessBodies(target).ofKnownSessions(force, USERS)),
    BACK_ENDS((target, force) -> new EndlessBodies(target).ofBackEnds(force));

    private final Attack attack;

    Door(Attack attack) {
      this.attack = attack;
    }

    Attack attack() {
      return attack;
    }
  }

  private static final Users USERS = new Users();

  interface Attack {
    Barrage.Done on(Target target, Barrage.Force force) throws Exception;
  }

  @BeforeAll
  static void start() throws Exception {
    server = WellBehaved.launch(PING_TIMEOUT);
    control = WellBehaved.launch(PING_TIMEOUT);
    people = new WellBehaved(WellBehaved.target(server), WellBehaved.target(control));
    new DeafClients(people.target()).prepare();
    // Warms up, so that classes and other objects that are made once exist before the measurement.
    Barrage.Force little = new Barrage.Force(4 * MEBIBYTE, Duration.ofSeconds(1), 0);
    for (Door door : Door.values()) {
      door.attack.on(people.target(), little);
    }
    before = server.heap();
  }

  @AfterAll
  static void stop() throws Exception {
    people.close();
    server.close();
    control.close();
  }

  @Order(1)
  @ParameterizedTest
  @EnumSource
  void others_notice_nothing_of_four_heaps_through(Door door) throws Exception {
    people.assertUndisturbed(door.name(), ATTEMPTS, () -> door.attack.on(people.target(), FORCE));
    System.out.printf("%s: %s%n", door, server.memory());
  }

  @Order(2)
  @Test
  void others_notice_nothing_of_all_at_once() throws Exception {
    people.assertUndisturbed("ALL", ATTEMPTS, SmallHeapTest::attackAll);
  }

  private static Barrage.Done attackAll() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Barrage.Done>> all = new ArrayList<>();
      for (Door door : Door.values()) {
        all.add(threads.submit(() -> door.attack.on(people.target(), FORCE)));
      }
      Barrage.Done sum = new Barrage.Done(0, 0, 0);
      for (Future<Barrage.Done> one : all) {
        sum = sum.and(one.get());
      }
      return sum;
    }
  }

  @Order(3)
  @Test
  void the_memory_returns() {
    await()
        .atMost(Duration.ofSeconds(100))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(4))
        .untilAsserted(
            () -> {
              HeapHistogram now = server.heap();
              System.out.printf(
                  "Heap %.1f MiB, before %.1f MiB; %d sessions%n",
                  (double) now.bytes() / MEBIBYTE,
                  (double) before.bytes() / MEBIBYTE,
                  now.sessions());
              now.without(WellBehaved.SENT).assertNothingOutlived(before);
              assertThat(now.bytes()).isLessThan(before.bytes() + NEAR);
            });
  }
}
