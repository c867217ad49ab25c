package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.SentBudget;
import com.sup.messenger.application.connection.SentLog;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.Snapshot.Sent;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentLogTest {

  private static final int LONG = 60_000;

  private final SentBudget budget = new SentBudget(10L * LONG);

  private SentLog log() {
    return new SentLog(budget);
  }

  private static Delivery longEvent() {
    OpaqueJson candidate = new OpaqueJson("\"" + "x".repeat(LONG) + "\"");
    return new Delivery(new ServerEvent.CandidateOffered(new CallId("call"), candidate));
  }

  private static void fill(SentLog log, int events) {
    IntStream.range(0, events).forEach(_ -> log.add(longEvent(), 0));
  }

  /// Returns the number of long events for which the budget has room.
  private int room() {
    SentLog log = log();
    fill(log, 20);
    int held = log.entries().size();
    log.close();
    return held;
  }

  @Test
  void many_connections_together_hold_no_more_than_the_budget() {
    List<SentLog> logs = IntStream.range(0, 100).mapToObj(_ -> log()).toList();

    logs.forEach(log -> fill(log, 5));

    // The last event of each stays: the client may name it.
    assertThat(logs).allSatisfy(log -> assertThat(log.entries()).isNotEmpty());
    assertThat(logs.stream().mapToInt(log -> log.entries().size()).sum()).isLessThan(10 + 100);
    assertThat(logs.getLast().entries()).hasSize(1);
  }

  @Test
  void one_connection_holds_a_whole_replay() {
    SentLog log = new SentLog(new SentBudget(Long.MAX_VALUE));

    fill(log, 500);

    assertThat(log.entries()).hasSizeBetween(30, 35);
  }

  @Test
  void an_event_that_many_note_counts_once() {
    int empty = room();
    Delivery delivery = longEvent();

    IntStream.range(0, 100).forEach(_ -> log().add(delivery, 0));

    assertThat(room()).isEqualTo(empty - 1);
  }

  @Test
  void a_connection_that_has_ended_holds_nothing() {
    int empty = room();
    SentLog log = log();
    fill(log, 5);

    log.close();
    fill(log, 5);

    assertThat(room()).isEqualTo(empty);
    assertThat(log.entries()).isEmpty();
  }

  @Test
  void an_answered_ping_tells_what_was_received_and_the_last_of_it_stays() {
    SentLog log = log();
    List<Delivery> events = IntStream.range(0, 4).mapToObj(_ -> longEvent()).toList();
    IntStream.range(0, 4).forEach(i -> log.add(events.get(i), i));

    log.trim(2);

    assertThat(log.entries())
        .extracting(Sent::offset)
        .containsExactly(events.get(1).offset(), events.get(2).offset(), events.get(3).offset());
  }

  @Test
  void without_an_answer_no_time_makes_an_event_received() {
    SentLog log = log();
    log.add(longEvent(), 5);
    log.add(longEvent(), Long.MAX_VALUE / 2);

    log.trim(5);

    assertThat(log.entries()).hasSize(2);
  }

  @Test
  void what_a_refused_connection_was_sent_before_holds_nothing() {
    int empty = room();
    Delivery delivery = longEvent();
    SentLog log = log();

    log.begin(new Sent(delivery.offset(), delivery.event()), 0);
    log.add(delivery, 0);
    log.trim(1);
    log.close();

    assertThat(room()).isEqualTo(empty);
  }
}
