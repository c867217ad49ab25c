package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.PresenceStore;
import com.sup.messenger.application.port.PresenceStore.Change;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.DeviceStatus;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.PresenceStatus;
import com.sup.messenger.domain.presence.UserPresence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [PresenceStore]. Each adapter's test extends it.
public abstract class PresenceStoreContract extends PortContract {

  /// Returns the store under test.
  protected abstract PresenceStore board();

  /// Returns the store of another instance. A store within one process returns itself.
  protected abstract PresenceStore ofAnotherInstance();

  private final UserId ada = Samples.user();
  private final DeviceId phone = Samples.device();

  private Change enter(PresenceStore by, String connection) {
    return by.change(ada, p -> p.enter(connection, phone, Samples.NOW));
  }

  private Change leave(PresenceStore by, String connection) {
    return by.change(ada, p -> p.leave(connection, Samples.NOW));
  }

  private static Change say(PresenceStore by, UserId user, DeviceStatus said, Text words) {
    return by.change(user, p -> p.update("one", said, words, Samples.NOW));
  }

  @Test
  void an_unknown_user_is_offline() {
    assertThat(board().of(List.of(ada))).containsExactly(Presence.unknown(ada));
  }

  @Test
  void a_step_starts_from_the_result_of_another_instance() {
    Change first = enter(board(), "one");
    assertThat(first.before()).isEqualTo(UserPresence.unknown(ada));
    assertThat(first.isNews()).isTrue();
    Change second = enter(ofAnotherInstance(), "two");
    assertThat(second.before()).isEqualTo(first.after());
    assertThat(second.isNews()).isFalse();
    assertThat(leave(board(), "one").after()).isInstanceOf(UserPresence.Present.class);
    assertThat(leave(ofAnotherInstance(), "two").after()).isInstanceOf(UserPresence.Leaving.class);
  }

  @Test
  void every_state_comes_back_as_it_was_made() {
    DeviceStatus busy = new DeviceStatus(phone, PresenceStatus.BUSY);
    UserPresence present = say(board(), ada, busy, new Text("grüße \uD83D\uDE00")).after();
    assertThat(ofAnotherInstance().change(ada, p -> p).after()).isEqualTo(present);
    UserPresence leaving = leave(board(), "one").after();
    assertThat(ofAnotherInstance().change(ada, p -> p).after()).isEqualTo(leaving);
    long version = leaving.shown().version();
    UserPresence absent =
        board().change(ada, p -> p.lapse(version, Samples.NOW.plusSeconds(5))).after();
    assertThat(ofAnotherInstance().change(ada, p -> p).after()).isEqualTo(absent);
    assertThat(ofAnotherInstance().of(List.of(ada))).containsExactly(absent.shown());
  }

  @Test
  void users_are_apart_and_read_in_the_order_asked_for() {
    UserId bob = Samples.user();
    Presence online = enter(board(), "one").after().shown();
    assertThat(board().of(List.of(bob, ada))).containsExactly(Presence.unknown(bob), online);
    assertThat(board().of(List.of())).isEmpty();
  }

  @RepeatedTest(20)
  void of_many_steps_at_a_time_each_change_is_news_once() throws Exception {
    List<Change> entered = race(i -> enter(i % 2 == 0 ? board() : ofAnotherInstance(), "c" + i));
    assertThat(entered).filteredOn(Change::isNews).hasSize(1);
    List<Change> left = race(i -> leave(i % 2 == 0 ? ofAnotherInstance() : board(), "c" + i));
    assertThat(left)
        .extracting(Change::after)
        .filteredOn(UserPresence.Leaving.class::isInstance)
        .hasSize(1);
  }

  private static List<Change> race(IntFunction<Change> step) throws Exception {
    List<Change> changes = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Change>> results =
          IntStream.range(0, 50).mapToObj(i -> executor.submit(() -> step.apply(i))).toList();
      for (Future<Change> result : results) {
        changes.add(result.get());
      }
    }
    return changes;
  }
}
