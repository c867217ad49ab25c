package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.domain.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CrowdingTest extends ClusterScene {

  private static final int MAX = Limits.DEFAULT.maxConnections();

  private RecordingConnection connect(Instance at) {
    time.advance(Duration.ofMillis(1));
    RecordingConnection connection = new RecordingConnection("ada", "ada-1");
    connection.connectedAt(time.instant());
    at.application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private List<RecordingConnection> connect(Instance at, int count) {
    return IntStream.range(0, count).mapToObj(_ -> connect(at)).toList();
  }

  private static List<RecordingConnection> ended(List<RecordingConnection> connections) {
    return connections.stream().filter(one -> !one.ended().isEmpty()).toList();
  }

  @Test
  void one_connection_too_many_ends_the_oldest_which_is_told_why() {
    List<RecordingConnection> all = connect(one, MAX);
    assertThat(ended(all)).isEmpty();
    RecordingConnection newest = connect(one);
    RecordingConnection oldest = all.getFirst();
    assertThat(ended(all)).containsExactly(oldest);
    assertThat(oldest.ended()).containsExactly(Ending.CROWDED_OUT);
    assertThat(oldest.received(ServerEvent.Failed.class))
        .singleElement()
        .extracting(ServerEvent.Failed::code)
        .isEqualTo(Refusal.RATE_LIMIT_EXCEEDED);
    assertThat(newest.ended()).isEmpty();
  }

  @Test
  void the_connections_of_all_instances_count_and_the_oldest_goes_at_whichever_it_is() {
    List<RecordingConnection> here = connect(one, MAX / 2);
    List<RecordingConnection> there = connect(two, MAX / 2);
    connect(two);
    assertThat(ended(here)).containsExactly(here.getFirst());
    assertThat(ended(there)).isEmpty();
  }

  @Test
  void users_do_not_count_together() {
    connect(one, MAX);
    assertThat(one.connected(BOB).ended()).isEmpty();
  }

  @Test
  void the_newcomer_stays_even_if_it_is_the_oldest() {
    List<RecordingConnection> all = connect(one, MAX);
    RecordingConnection old = new RecordingConnection("ada", "ada-1");
    one.application.connect(old, new Arrival.Fresh(Map.of()));
    assertThat(old.ended()).isEmpty();
    assertThat(ended(all)).containsExactly(all.getFirst());
  }

  @Test
  void an_instance_holds_the_bound_though_the_roster_has_forgotten_its_connections() {
    List<RecordingConnection> all = connect(one, MAX);
    one.roster.forget(ADA);
    connect(one);
    assertThat(ended(all)).containsExactly(all.getFirst());
  }

  @RepeatedTest(20)
  void connections_that_come_at_once_leave_as_many_as_there_may_be() throws Exception {
    List<RecordingConnection> all = new ArrayList<>();
    for (int i = 0; i < 2 * MAX; i++) {
      RecordingConnection connection = new RecordingConnection("ada", "ada-" + i);
      connection.connectedAt(time.instant().plusMillis(i));
      all.add(connection);
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> arrivals = new ArrayList<>();
      for (RecordingConnection connection : all) {
        Arrival fresh = new Arrival.Fresh(Map.of());
        arrivals.add(threads.submit(() -> one.application.connect(connection, fresh)));
      }
      for (Future<?> arrival : arrivals) {
        arrival.get();
      }
    }
    assertThat(all.size() - ended(all).size()).isLessThanOrEqualTo(MAX);
  }
}
