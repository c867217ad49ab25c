package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent.CallIncoming;
import com.sup.messenger.application.event.ServerEvent.CallRejected;
import com.sup.messenger.domain.call.CallStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallRejectingTest extends CallScene {

  @Test
  void the_caller_is_told_and_the_targets_others_stop() {
    ring();
    reject(bob);
    assertThat(calls(ada)).containsExactly(new CallRejected(CALL, "not now", CallStatus.REJECTED));
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("rejected-elsewhere"));
    assertThat(calls(bob)).containsExactly(incoming("m"));
    assertThat(missed(bob)).isEmpty();
  }

  @Test
  void nothing_can_be_done_with_a_call_that_is_over() {
    ring();
    reject(bob);
    for (RecordingConnection device : List.of(ada, bob, laptop)) {
      conflicts(() -> answer(device));
      conflicts(() -> reject(device));
      conflicts(() -> end(device));
      conflicts(() -> offer(device, 1));
    }
  }

  @Test
  void both_are_free_again() {
    ring();
    reject(bob);
    call(bob, "ada", "next");
    assertThat(ada.received(CallIncoming.class)).hasSize(1);
  }
}
