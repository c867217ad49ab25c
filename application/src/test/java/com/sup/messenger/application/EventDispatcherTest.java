package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.gateway.EventDispatcher;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.spi.Deadline;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Tests that every event is answered in time (contract, "Conventions").
class EventDispatcherTest {

  private static final Duration MOST = Duration.ofSeconds(9);
  private static final Supplier<ClientEvent> EVENT = ClientEvent.GetBlockedUsers::new;
  private static final String DONE = "done";
  private static final String UNAVAILABLE = "UNAVAILABLE";

  /// The time for the work of an event.
  private static final Duration WORK = Duration.ofMillis(1_600);

  /// The part of an event's wait that always counts.
  private static final Duration COUNTED = Duration.ofMillis(500);

  private static final Duration MOST_OF_IT = Duration.ofMillis(1_500);

  /// More than an answer may take.
  private static final Duration LONG = Duration.ofSeconds(3);

  private final ManualTime time = new ManualTime();
  private final ChatApplication application =
      new ChatApplication(
          MemoryPorts.create(time),
          Settings.of(Admission.MEMBERS),
          time,
          time,
          "only",
          Observer.NONE);
  private final NotingConnection ada = new NotingConnection();
  private EventDispatcher events = new EventDispatcher(application, ada, time);
  private final List<String> answers = new ArrayList<>();

  private final EventDispatcher.Answer answer =
      new EventDispatcher.Answer() {
        @Override
        public void success(Reply reply) {
          answers.add(DONE);
        }

        @Override
        public boolean failure(ServerEvent.Failed failed) {
          answers.add(failed.code().name());
          return true;
        }
      };

  private void send(Duration age, Supplier<ClientEvent> event) {
    events.handle(age, "user:blocked", event, answer);
  }

  private void arrive() {
    application.connect(ada, new Arrival.Fresh(Map.of()));
  }

  private void arriveAndWaitFor(CountDownLatch end) {
    arrive();
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_event_waits_for_the_arrival_but_not_beyond_its_time() {
    events = new EventDispatcher(application, ada, InstantSource.system());
    CountDownLatch end = new CountDownLatch(1);
    ada.begin(() -> arriveAndWaitFor(end));

    assertThat(timeOf(() -> send(Duration.ZERO, EVENT))).isBetween(MOST_OF_IT, LONG);
    assertThat(timeOf(() -> send(MOST_OF_IT, EVENT))).isLessThan(MOST_OF_IT);
    assertThat(answers).containsExactly(UNAVAILABLE, UNAVAILABLE);

    end.countDown();
    ada.run(() -> {}); // waits for its turn
    send(Duration.ZERO, EVENT);
    assertThat(answers).containsExactly(UNAVAILABLE, UNAVAILABLE, DONE);
  }

  private static Duration timeOf(Runnable task) {
    long begin = System.nanoTime();
    task.run();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void behind_a_slow_event_the_time_counts_from_the_receipt() {
    ada.run(this::arrive);
    Duration second = Duration.ofSeconds(1);
    time.advance(second);
    assertThat(timeLeft(second, Duration.ZERO)).isEqualTo(WORK.minus(COUNTED));
    assertThat(timeLeft(second, second)).isEqualTo(WORK.minus(COUNTED));
    assertThat(timeLeft(second, Duration.ZERO)).isEqualTo(WORK.minus(second));
    assertThat(timeLeft(Duration.ZERO, Duration.ZERO)).isEqualTo(WORK);
  }

  @Test
  void after_a_slow_hand_over_the_time_counts_from_the_receipt() {
    ada.run(this::arrive);
    Duration quick = Duration.ofMillis(400);
    Duration slow = Duration.ofMillis(600);
    assertThat(timeLeft(slow, Duration.ZERO)).isEqualTo(WORK.minus(slow));
    assertThat(timeLeft(quick, Duration.ZERO)).isEqualTo(WORK.minus(quick));
  }

  @Test
  void behind_a_late_event_no_time_is_left() {
    ada.run(this::arrive);
    assertThat(timeLeft(Duration.ZERO, LONG)).isEqualTo(WORK);
    assertThat(timeLeft(Duration.ofMillis(1), Duration.ZERO)).isZero();
    assertThat(timeLeft(Duration.ZERO, Duration.ZERO)).isEqualTo(WORK);
  }

  @Test
  void a_backlog_of_quick_events_is_handled_however_old_it_is() {
    ada.run(this::arrive);
    Duration quick = Duration.ofMillis(400);
    assertThat(timeLeft(quick, quick)).isEqualTo(WORK.minus(quick));
    for (int event = 2; event <= 20; event++) {
      assertThat(timeLeft(quick.multipliedBy(event), quick)).isEqualTo(WORK.minus(COUNTED));
    }
  }

  /// Returns the time that an event has when it is handled.
  ///
  /// @param takes the time that it takes
  private Duration timeLeft(Duration age, Duration takes) {
    List<Duration> left = new ArrayList<>();
    send(
        age,
        () -> {
          left.add(Deadline.left(MOST));
          time.advance(takes);
          return EVENT.get();
        });
    return left.getFirst();
  }

  @Test
  void no_event_is_handled_after_an_arrival_that_has_failed() {
    ada.begin(() -> ada.state().arrive(new Arrival.Fresh(Map.of())));
    send(Duration.ZERO, EVENT);
    assertThat(answers).isEmpty();
  }
}
