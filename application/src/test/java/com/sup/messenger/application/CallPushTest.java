package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.event.PushEvent.CallRings;
import com.sup.messenger.application.event.PushEvent.Outcome;
import com.sup.messenger.application.event.PushEvent.RingingEnded;
import com.sup.messenger.application.memory.MemoryPushOutbox;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallPushTest extends CallScene {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private List<PushOutbox.Entry> pushed() {
    return ((MemoryPushOutbox) ports.pushOutbox())
        .entries().stream()
            .filter(e -> e.event() instanceof CallRings || e.event() instanceof RingingEnded)
            .toList();
  }

  private PushEvent last() {
    return pushed().getLast().event();
  }

  private static RingingEnded ended(Outcome outcome) {
    return new RingingEnded(CALL, ADA, outcome);
  }

  @Test
  void a_call_that_rings_is_pushed_at_once_with_its_end_and_the_devices_that_ring() {
    ring();
    assertThat(pushed()).hasSize(1);
    assertThat(pushed().getFirst().user()).isEqualTo(BOB);
    CallRings rings = (CallRings) last();
    assertThat(rings.connectedDevices())
        .containsExactlyInAnyOrder(new DeviceId("phone"), new DeviceId("laptop"));
    assertThat(rings)
        .isEqualTo(
            new CallRings(
                CALL,
                ADA,
                "ada",
                null,
                CallType.AUDIO,
                CHAT,
                time.instant().plus(TIMINGS.ringing()),
                rings.connectedDevices()));
  }

  @Test
  void a_user_without_a_device_is_pushed_too() {
    application.disconnect(bob, false);
    application.disconnect(laptop, false);
    ring();
    assertThat(((CallRings) last()).connectedDevices()).isEmpty();
  }

  @Test
  void an_answer_ends_the_ringing_and_the_end_of_the_call_says_no_more() {
    talk();
    assertThat(last()).isEqualTo(ended(Outcome.ANSWERED));
    end(ada);
    assertThat(pushed()).hasSize(2);
  }

  @Test
  void a_caller_who_gives_up_cancels() {
    ring();
    end(ada);
    assertThat(last()).isEqualTo(ended(Outcome.CANCELLED));
    assertThat(pushed()).hasSize(2);
  }

  @Test
  void a_device_that_rejects_cancels_for_the_others() {
    ring();
    reject(laptop);
    assertThat(last()).isEqualTo(ended(Outcome.CANCELLED));
    assertThat(pushed()).hasSize(2);
  }

  @Test
  void a_call_that_nobody_answers_is_missed() {
    ring();
    time.advance(TIMINGS.ringing());
    assertThat(last()).isEqualTo(ended(Outcome.MISSED));
    assertThat(pushed()).hasSize(2);
  }

  @Test
  void a_call_that_is_overtaken_rings_no_longer() {
    ring();
    call(bob, "ada", "a");
    assertThat(pushed())
        .extracting(PushOutbox.Entry::user, PushOutbox.Entry::event)
        .contains(org.assertj.core.api.Assertions.tuple(BOB, ended(Outcome.CANCELLED)));
    assertThat(last()).isInstanceOf(CallRings.class);
  }

  @Test
  void a_busy_user_is_not_rung() {
    talk();
    RecordingConnection eve = connected("eve", "phone");
    call(eve, "bob", "x");
    assertThat(pushed()).extracting(PushOutbox.Entry::event).hasSize(2);
  }
}
