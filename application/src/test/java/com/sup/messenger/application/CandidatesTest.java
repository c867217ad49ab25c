package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent.CallAnswered;
import com.sup.messenger.application.event.ServerEvent.CandidateOffered;
import com.sup.messenger.domain.call.CallStatus;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CandidatesTest extends CallScene {

  @Test
  void they_wait_for_the_answer_and_come_after_it_in_order() {
    ring();
    offer(ada, 1);
    offer(bob, 2);
    offer(laptop, 3);
    offer(bob, 4);
    offer(ada, 5);
    assertThat(ada.received(CandidateOffered.class)).isEmpty();
    answer(bob);
    assertThat(calls(ada)).startsWith(new CallAnswered(CALL, ANSWER, CallStatus.ANSWERED));
    assertThat(ada.received(CandidateOffered.class)).isEqualTo(candidates(2, 4));
    assertThat(bob.received(CandidateOffered.class)).isEqualTo(candidates(1, 5));
    assertThat(laptop.received(CandidateOffered.class)).isEmpty();
  }

  @Test
  void later_ones_are_live_between_the_two_devices() {
    RecordingConnection adasLaptop = connected("ada", "laptop");
    talk();
    offer(ada, 1);
    offer(bob, 2);
    assertThat(bob.received(CandidateOffered.class)).isEqualTo(candidates(1));
    assertThat(ada.received(CandidateOffered.class)).isEqualTo(candidates(2));
    conflicts(() -> offer(laptop, 3));
    conflicts(() -> offer(adasLaptop, 4));
  }

  @Test
  void another_device_of_the_caller_offers_none() {
    RecordingConnection adasLaptop = connected("ada", "laptop");
    ring();
    conflicts(() -> offer(adasLaptop, 1));
  }

  @Test
  void the_first_sixty_four_of_a_device_are_kept_and_others_refused() {
    ring();
    IntStream.range(0, 64).forEach(i -> offer(ada, i));
    IntStream.range(64, 70).forEach(i -> conflicts(() -> offer(ada, i)));
    answer(bob);
    offer(ada, 99);
    int[] expected = IntStream.concat(IntStream.range(0, 64), IntStream.of(99)).toArray();
    assertThat(bob.received(CandidateOffered.class)).isEqualTo(candidates(expected));
  }

  @RepeatedTest(20)
  void those_that_cross_the_answer_come_in_order() {
    ring();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.submit(() -> IntStream.range(0, 60).forEach(i -> offer(ada, i)));
      executor.submit(() -> answer(bob));
    }
    assertThat(bob.received(CandidateOffered.class))
        .isEqualTo(candidates(IntStream.range(0, 60).toArray()));
  }
}
