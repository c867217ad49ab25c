package com.sup.messenger.bootstrap.system;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Attacks the inputs that need no token, through the shipped balancers, all at once. The attack
/// comes from one address and then from 20. Checks that clients from another address are served,
/// also new ones.
///
/// Each attack ends after `-Dsup.hostile.seconds=6`.
@Tag("crowd")
@RequiresTool({Tool.NGINX, Tool.HAPROXY})
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Tag("full")
class SmallHeapBehindBalancersTest {

  private static final long BYTES = 1024L * 1024 * 1024;
  private static final int ATTEMPTS = 3;

  private static final List<SmallHeapTest.Door> DOORS =
      List.of(
          SmallHeapTest.Door.INVENTED_SESSIONS,
          SmallHeapTest.Door.MESSAGES_OF_STRANGERS,
          SmallHeapTest.Door.HANDSHAKES_WITH_MANY_HEADERS,
          SmallHeapTest.Door.TREES_OF_STRANGERS,
          SmallHeapTest.Door.TINY_HANDSHAKES);

  @TempDir private static Path folder;
  private static ServerProcess server;
  private static ServerProcess control;
  private static Balancer nginx;
  private static Balancer haproxy;

  @BeforeAll
  static void start() {
    server = WellBehaved.launch();
    control = WellBehaved.launch();
    nginx = Balancer.nginx(folder, server.port());
    haproxy = Balancer.haproxy(server.port());
  }

  @AfterAll
  static void stop() {
    nginx.close();
    haproxy.close();
    server.close();
    control.close();
  }

  @Test
  void others_are_served_while_one_address_attacks_through_nginx() throws Exception {
    attack("NGINX", nginx, 1);
  }

  @Test
  void others_are_served_while_20_addresses_attack_through_nginx() throws Exception {
    attack("NGINX, 20 addresses", nginx, 20);
  }

  @Test
  void others_are_served_while_one_address_attacks_through_haproxy() throws Exception {
    attack("HAPROXY", haproxy, 1);
  }

  @Test
  void others_are_served_while_20_addresses_attack_through_haproxy() throws Exception {
    attack("HAPROXY, 20 addresses", haproxy, 20);
  }

  private static void attack(String name, Balancer balancer, int addresses) throws Exception {
    Target target = WellBehaved.target(server).behind(balancer.port());
    Duration time = Duration.ofSeconds(Integer.getInteger("sup.hostile.seconds", 6));
    Barrage.Force force = new Barrage.Force(BYTES / DOORS.size(), time, addresses);
    try (WellBehaved people = new WellBehaved(target, WellBehaved.target(control))) {
      people.assertUndisturbed(name, ATTEMPTS, () -> attack(target, force));
    }
  }

  private static Barrage.Done attack(Target target, Barrage.Force force) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Barrage.Done>> all = new ArrayList<>();
      for (SmallHeapTest.Door door : DOORS) {
        all.add(threads.submit(() -> door.attack().on(target, force)));
      }
      Barrage.Done sum = new Barrage.Done(0, 0, 0);
      for (Future<Barrage.Done> one : all) {
        sum = sum.and(one.get());
      }
      return sum;
    }
  }
}
