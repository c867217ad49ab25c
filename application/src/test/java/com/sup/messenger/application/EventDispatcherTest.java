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

  /// More than an answer may take.
  private static final Duration LONG = Duration.ofSeconds(2);

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
  private final EventDispatcher events =
      new EventDispatcher(application, ada, InstantSource.system());
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
    CountDownLatch end = new CountDownLatch(1);
    ada.begin(() -> arriveAndWaitFor(end));

    long begin = System.nanoTime();
    send(Duration.ofMillis(1_500), EVENT);

    assertThat(answers).containsExactly(UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(250), LONG);

    end.countDown();
    ada.run(() -> {}); // waits for its turn
    send(Duration.ZERO, EVENT);
    assertThat(answers).containsExactly(UNAVAILABLE, DONE);
  }

  @Test
  void the_time_of_an_event_counts_from_its_receipt() {
    List<Duration> left = new ArrayList<>();
    ada.run(this::arrive);
    for (Duration age : List.of(Duration.ZERO, Duration.ofSeconds(1), LONG)) {
      send(
          age,
          () -> {
            left.add(Deadline.left(MOST));
            return EVENT.get();
          });
    }
    assertThat(left.get(0)).isBetween(Duration.ofMillis(801), Duration.ofMillis(1_800));
    assertThat(left.get(1)).isBetween(Duration.ofMillis(1), Duration.ofMillis(800));
    assertThat(left.get(2)).isZero();
  }

  @Test
  void an_event_that_a_late_one_has_held_up_is_late_too() {
    List<Boolean> isLate = new ArrayList<>();
    Supplier<ClientEvent> event =
        () -> {
          isLate.add(Deadline.left(MOST).isZero());
          return EVENT.get();
        };
    ada.run(this::arrive);
    send(LONG, event);
    send(Duration.ofSeconds(1), event);
    send(Duration.ZERO, event);
    assertThat(isLate).containsExactly(true, true, false);
  }

  @Test
  void no_event_is_handled_after_an_arrival_that_has_failed() {
    ada.begin(() -> ada.state().arrive(new Arrival.Fresh(Map.of())));
    send(Duration.ZERO, EVENT);
    assertThat(answers).isEmpty();
  }
}
