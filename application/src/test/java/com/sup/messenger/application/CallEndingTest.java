package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent.EndCall;
import com.sup.messenger.application.event.ClientEvent.InitiateCall;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallEndingTest extends CallScene {

  @Test
  void the_caller_gives_up_and_the_call_is_missed() {
    ring();
    end(ada);
    assertThat(calls(bob)).containsExactly(incoming("m"), ended("bye"));
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("bye"));
    assertThat(calls(ada)).isEmpty();
    assertThat(missed(bob)).containsExactly("{\"callId\":\"m\",\"callType\":\"audio\"}");
    assertThat(missed(laptop)).hasSize(1);
    assertThat(missed(ada)).isEmpty();
  }

  @Test
  void another_device_of_the_caller_gives_up() {
    RecordingConnection adasLaptop = connected("ada", "laptop");
    ring();
    end(adasLaptop);
    assertThat(calls(ada)).containsExactly(ended("bye"));
    assertThat(calls(bob)).containsExactly(incoming("m"), ended("bye"));
  }

  @Test
  void the_target_ends_while_it_rings() {
    ring();
    end(bob);
    assertThat(calls(ada)).containsExactly(ended("bye"));
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("rejected-elsewhere"));
    assertThat(missed(bob)).isEmpty();
  }

  @Test
  void either_hangs_up_and_the_other_device_is_told() {
    talk();
    end(bob);
    assertThat(calls(ada)).endsWith(ended("bye"));
    assertThat(calls(bob)).containsExactly(incoming("m"));
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("answered-elsewhere"));
    assertThat(missed(bob)).isEmpty();
  }

  @Test
  void another_device_hangs_up_and_both_devices_are_told() {
    talk();
    end(laptop);
    assertThat(calls(ada)).endsWith(ended("bye"));
    assertThat(calls(bob)).endsWith(ended("bye"));
  }

  @Test
  void a_call_that_is_over_cannot_end() {
    talk();
    end(ada);
    conflicts(() -> end(bob));
    conflicts(() -> end(ada));
  }

  @Test
  void nobody_answers_in_time() {
    ring();
    time.advance(TIMINGS.ringing().minus(MOMENT));
    assertThat(calls(ada)).isEmpty();
    time.advance(MOMENT);
    assertThat(calls(ada)).containsExactly(ended("no-answer"));
    assertThat(calls(bob)).containsExactly(incoming("m"), ended("no-answer"));
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("no-answer"));
    assertThat(missed(bob)).hasSize(1);
    conflicts(() -> answer(bob));
  }

  @Test
  void a_later_call_of_the_same_id_has_its_own_time() {
    Duration soon = Duration.ofSeconds(1);
    Timings timings = new Timings(soon, soon, TIMINGS.ringing(), TIMINGS.callReturn(), soon);
    ChatApplication forgetful =
        new ChatApplication(
            ports, new Settings(Admission.MEMBERS, timings), time, time, "only", Observer.NONE);
    InitiateCall event = new InitiateCall(CALL, new UserId("bob"), CallType.AUDIO, OFFER, CHAT);
    forgetful.handle(ada, event);
    forgetful.handle(ada, new EndCall(CALL, null));
    time.advance(soon);
    forgetful.handle(ada, event);
    time.advance(TIMINGS.ringing().minus(MOMENT));
    assertThat(calls(ada)).isEmpty();
    time.advance(MOMENT);
    assertThat(calls(ada)).containsExactly(ended("no-answer"));
  }

  @Test
  void a_call_that_ended_long_ago_is_forgotten() {
    ring();
    end(ada);
    time.advance(TIMINGS.endedCall().minus(MOMENT));
    conflicts(() -> end(bob));
    time.advance(MOMENT);
    refused(Refusal.CALL_NOT_FOUND, () -> end(bob));
    refused(Refusal.CALL_NOT_FOUND, () -> answer(bob));
  }

  @Test
  void only_the_parties_know_of_a_call() {
    RecordingConnection eve = connected("eve", "phone");
    refused(Refusal.CALL_NOT_FOUND, () -> end(ada));
    ring();
    for (int state = 0; state < 3; state++) {
      refused(Refusal.CALL_NOT_FOUND, () -> answer(eve));
      refused(Refusal.CALL_NOT_FOUND, () -> reject(eve));
      refused(Refusal.CALL_NOT_FOUND, () -> end(eve));
      refused(Refusal.CALL_NOT_FOUND, () -> offer(eve, 1));
      if (state == 0) {
        answer(bob);
      } else if (state == 1) {
        end(bob);
      }
    }
  }
}
