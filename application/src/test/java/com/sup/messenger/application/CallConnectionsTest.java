package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallAnswered;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.application.event.ServerEvent.CallIncoming;
import com.sup.messenger.application.event.ServerEvent.CandidateOffered;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CallConnectionsTest extends CallScene {

  @Test
  void a_device_of_the_target_that_connects_rings() {
    ring();
    RecordingConnection tablet = connected("bob", "tablet");
    assertThat(calls(tablet)).containsExactly(incoming("m"));
    assertThat(tablet.received().getLast()).isInstanceOf(ServerEvent.SyncComplete.class);
    answer(tablet);
    assertThat(calls(bob)).endsWith(ended("answered-elsewhere"));
  }

  @Test
  void a_device_in_a_call_is_never_idle() {
    RecordingConnection secondTab = connected("bob", "phone");
    talk();
    // By their own clocks, the connections have had no event for decades.
    for (RecordingConnection device : new RecordingConnection[] {ada, bob, secondTab, laptop}) {
      application.review(device);
      application.review(device);
    }
    time.advance(MOMENT);
    assertThat(ada.stays()).isEqualTo(1);
    assertThat(ada.ended()).isEmpty();
    assertThat(bob.ended()).isEmpty();
    assertThat(secondTab.ended()).isEmpty();
    assertThat(laptop.ended()).containsExactly(Ending.IDLE);
  }

  @Test
  void a_target_without_a_device_rings_until_the_time_is_over() {
    ports.chatDirectory().add(CHAT, new UserId("carl"), 0);
    call(ada, "carl", "m");
    time.advance(TIMINGS.ringing());
    assertThat(calls(ada)).containsExactly(ended("no-answer"));
    RecordingConnection late = connected("carl", "phone");
    // It may have rung before.
    assertThat(calls(late)).containsExactly(ended("no-answer"));
    assertThat(missed(late)).hasSize(1);
    time.advance(Duration.ofSeconds(60));
    assertThat(calls(connected("carl", "phone"))).isEmpty();
  }

  @Test
  void a_device_that_does_not_come_back_ends_the_call_for_the_other() {
    talk();
    application.disconnect(bob, true);
    time.advance(TIMINGS.callReturn().minus(MOMENT));
    assertThat(ada.received(CallEnded.class)).isEmpty();
    time.advance(MOMENT);
    assertThat(ada.received(CallEnded.class)).containsExactly(ended("disconnected"));
    assertThat(calls(laptop)).endsWith(ended("answered-elsewhere"));
    assertThat(missed(bob)).isEmpty();
    conflicts(() -> end(ada));
  }

  @Test
  void the_calling_device_that_does_not_come_back_ends_the_call_for_the_other() {
    talk();
    application.disconnect(ada, true);
    time.advance(TIMINGS.callReturn());
    assertThat(calls(bob)).endsWith(ended("disconnected"));
  }

  @Test
  void a_device_that_comes_back_is_in_the_call() {
    talk();
    application.disconnect(bob, true);
    time.advance(TIMINGS.callReturn().minus(MOMENT));
    RecordingConnection back = connected("bob", "phone");
    time.advance(TIMINGS.callReturn().multipliedBy(2));
    offer(ada, 1);
    assertThat(calls(back)).isEqualTo(candidates(1));
    end(back);
    assertThat(calls(ada)).endsWith(ended("bye"));
  }

  @Test
  void another_device_of_the_user_does_not_come_back_for_it() {
    talk();
    application.disconnect(bob, true);
    connected("bob", "tablet");
    time.advance(TIMINGS.callReturn());
    assertThat(calls(ada)).endsWith(ended("disconnected"));
  }

  @Test
  void each_drop_has_its_own_time() {
    talk();
    application.disconnect(bob, true);
    time.advance(TIMINGS.callReturn().minus(MOMENT));
    application.disconnect(connected("bob", "phone"), true);
    time.advance(TIMINGS.callReturn().minus(MOMENT));
    assertThat(ada.received(CallEnded.class)).isEmpty();
    time.advance(MOMENT);
    assertThat(calls(ada)).endsWith(ended("disconnected"));
  }

  @Test
  void the_end_of_an_older_connection_of_the_device_says_nothing() {
    talk();
    connected("bob", "phone");
    application.disconnect(bob, true);
    time.advance(TIMINGS.callReturn());
    assertThat(ada.received(CallEnded.class)).isEmpty();
  }

  @Test
  void a_device_that_is_still_connected_by_another_connection_is_in_the_call() {
    talk();
    RecordingConnection second = connected("bob", "phone");
    application.disconnect(second, true);
    time.advance(TIMINGS.callReturn());
    assertThat(ada.received(CallEnded.class)).isEmpty();
    application.disconnect(bob, true);
    time.advance(TIMINGS.callReturn());
    assertThat(calls(ada)).endsWith(ended("disconnected"));
  }

  @Test
  void a_device_that_is_not_in_the_call_may_go() {
    RecordingConnection adasLaptop = connected("ada", "laptop");
    talk();
    application.disconnect(laptop, true);
    application.disconnect(adasLaptop, true);
    time.advance(TIMINGS.callReturn());
    assertThat(ada.received(CallEnded.class)).isEmpty();
  }

  @Test
  void a_ringing_call_whose_calling_device_does_not_come_back_ends_and_is_missed() {
    ring();
    application.disconnect(ada, true);
    time.advance(TIMINGS.callReturn());
    assertThat(calls(bob)).containsExactly(incoming("m"), ended("disconnected"));
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("disconnected"));
    assertThat(missed(bob)).hasSize(1);
  }

  @Test
  void a_ringing_call_goes_on_without_devices_of_the_target() {
    ring();
    application.disconnect(bob, true);
    application.disconnect(laptop, true);
    time.advance(TIMINGS.callReturn());
    answer(connected("bob", "phone"));
    assertThat(ada.received(CallAnswered.class)).hasSize(1);
  }

  @Test
  void a_calling_device_that_is_away_gets_the_answer_when_it_comes_back() {
    ring();
    application.disconnect(ada, true);
    offer(bob, 1);
    answer(bob);
    offer(bob, 2);
    RecordingConnection back = connected("ada", "phone");
    offer(bob, 3);
    assertThat(calls(back)).startsWith(new CallAnswered(CALL, ANSWER, CallStatus.ANSWERED));
    assertThat(back.received(CandidateOffered.class)).isEqualTo(candidates(1, 2, 3));
    assertThat(calls(connected("ada", "phone"))).isEmpty();
  }

  @RepeatedTest(20)
  void a_device_that_connects_while_the_call_ends_does_not_ring_on() {
    ring();
    RecordingConnection tablet = new RecordingConnection("bob", "tablet");
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.submit(() -> application.connect(tablet, new Arrival.Fresh(Map.of())));
      executor.submit(() -> end(ada));
    }
    if (!tablet.received(CallIncoming.class).isEmpty()) {
      assertThat(calls(tablet).getLast()).isInstanceOf(CallEnded.class);
    }
  }
}
