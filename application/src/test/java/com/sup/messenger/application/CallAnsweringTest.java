package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent.CallAnswered;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.domain.call.CallStatus;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CallAnsweringTest extends CallScene {

  @Test
  void the_calling_device_gets_the_answer_and_the_targets_others_stop() {
    RecordingConnection adasLaptop = connected("ada", "laptop");
    talk();
    assertThat(calls(ada)).containsExactly(new CallAnswered(CALL, ANSWER, CallStatus.ANSWERED));
    assertThat(calls(adasLaptop)).isEmpty();
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("answered-elsewhere"));
    assertThat(calls(bob)).containsExactly(incoming("m"));
  }

  @Test
  void no_device_of_the_caller_answers_or_rejects() {
    RecordingConnection adasLaptop = connected("ada", "laptop");
    ring();
    conflicts(() -> answer(ada));
    conflicts(() -> answer(adasLaptop));
    conflicts(() -> reject(ada));
    answer(bob);
  }

  @Test
  void a_call_is_answered_once() {
    talk();
    conflicts(() -> answer(laptop));
    conflicts(() -> answer(bob));
    conflicts(() -> reject(laptop));
  }

  @RepeatedTest(20)
  void of_two_devices_that_answer_at_once_one_does() {
    ring();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.submit(() -> answer(bob));
      executor.submit(() -> answer(laptop));
    }
    assertThat(ada.received(CallAnswered.class)).hasSize(1);
    assertThat(bob.received(CallEnded.class).size() + laptop.received(CallEnded.class).size())
        .isEqualTo(1);
  }

  @Test
  void an_answered_call_does_not_time_out() {
    talk();
    time.advance(TIMINGS.ringing().multipliedBy(10));
    assertThat(ada.received(CallEnded.class)).isEmpty();
    assertThat(missed(bob)).isEmpty();
  }
}
