package com.sup.messenger.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

  private final ByteBudget budget = new ByteBudget(80_000);

  private static final class Client implements ByteBudget.Holder {
    private final boolean trusted;
    private volatile boolean cut;

    Client(boolean trusted) {
      this.trusted = trusted;
    }

    @Override
    public boolean isTrusted() {
      return trusted;
    }

    @Override
    public void cut() {
      cut = true;
    }
  }

  @Test
  void what_is_given_back_can_be_held_again() {
    Client client = new Client(false);
    ByteBudget.Account account = budget.open(client);
    for (int i = 0; i < 100; i++) {
      account.hold(79_000);
      account.release(79_000);
    }
    account.hold(500);
    account.releaseAll();
    assertThat(budget.held()).isZero();
    assertThat(client.cut).isFalse();
  }

  @Test
  void the_one_that_has_held_most_for_longest_is_cut_and_not_the_newcomer() {
    Client hoarder = new Client(false);
    Client small = new Client(false);
    Client newcomer = new Client(false);
    budget.open(hoarder).hold(60_000);
    ByteBudget.Account some = budget.open(small);
    some.hold(5_000);
    budget.open(newcomer).hold(16_000);
    assertThat(hoarder.cut).isTrue();
    assertThat(small.cut).isFalse();
    assertThat(newcomer.cut).isFalse();
    assertThat(budget.held()).isEqualTo(21_000);
  }

  @Test
  void strangers_are_cut_before_those_that_are_known() {
    Client known = new Client(true);
    budget.open(known).hold(60_000);
    List<Client> strangers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Client stranger = new Client(false);
      strangers.add(stranger);
      budget.open(stranger).hold(4_000);
    }
    assertThat(known.cut).isFalse();
    assertThat(strangers).anyMatch(stranger -> stranger.cut);
    assertThat(budget.held()).isLessThanOrEqualTo(80_000);
  }

  @Test
  void a_newcomer_is_not_cut_for_what_a_known_one_holds() {
    Client known = new Client(true);
    Client newcomer = new Client(false);
    budget.open(newcomer).hold(1_300);
    budget.open(known).hold(90_000);
    assertThat(known.cut).isTrue();
    assertThat(newcomer.cut).isFalse();
  }

  @Test
  void one_that_is_known_is_not_cut_for_many_strangers_that_hold_little() {
    Client known = new Client(true);
    List<Client> strangers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Client stranger = new Client(false);
      strangers.add(stranger);
      budget.open(stranger).hold(1_300);
    }
    budget.open(known).hold(4_000);
    assertThat(known.cut).isFalse();
    assertThat(strangers).anyMatch(stranger -> stranger.cut);
  }

  @Test
  void one_that_has_been_cut_holds_nothing_any_more() {
    ByteBudget.Account account = budget.open(new Client(false));
    account.hold(90_000);
    account.hold(1_000);
    account.release(1_000);
    account.releaseAll();
    assertThat(budget.held()).isZero();
  }

  @Test
  void many_threads_at_a_time_lose_no_byte() {
    ByteBudget large = new ByteBudget(1_000_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        threads.submit(
            () -> {
              ByteBudget.Account account = large.open(new Client(false));
              for (int j = 0; j < 2_000; j++) {
                int bytes = ThreadLocalRandom.current().nextInt(30_000);
                account.hold(bytes);
                Thread.yield();
                account.release(bytes);
              }
              account.releaseAll();
            });
      }
    }
    assertThat(large.held()).isZero();
  }

  @Test
  void nobody_waits_for_another_one_to_be_cut() throws Exception {
    CountDownLatch cutting = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    ByteBudget.Holder slow =
        new ByteBudget.Holder() {
          @Override
          public boolean isTrusted() {
            return false;
          }

          @Override
          public void cut() {
            cutting.countDown();
            try {
              mayEnd.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    budget.open(slow).hold(79_000);
    Thread maker = Thread.startVirtualThread(() -> budget.open(new Client(false)).hold(2_000));
    cutting.await();
    Client small = new Client(false);
    Client large = new Client(false);
    budget.open(small).hold(1_000);
    budget.open(large).hold(90_000);
    assertThat(small.cut).isFalse();
    assertThat(large.cut).as("while room is being made").isTrue();
    mayEnd.countDown();
    maker.join();
    assertThat(budget.held()).isEqualTo(3_000);
  }

  @Test
  void many_that_hold_a_little_are_cut_as_well() {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Client client = new Client(false);
      clients.add(client);
      budget.open(client).hold(1_000);
    }
    assertThat(budget.held()).isLessThanOrEqualTo(80_000);
    assertThat(clients.getLast().cut).isFalse();
  }
}
