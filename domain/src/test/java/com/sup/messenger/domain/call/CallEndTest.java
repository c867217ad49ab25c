package com.sup.messenger.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The end of a call by time, and the users and devices that are notified of an end.
class CallEndTest {

  private static final Instant START = Instant.EPOCH;
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final Leg CALLER = Leg.present(ADA, new DeviceId("phone"), "c1");
  private static final Leg TARGET = Leg.present(BOB, new DeviceId("laptop"), "c2");
  private static final CallDeadlines DEADLINES =
      new CallDeadlines(Duration.ofSeconds(45), Duration.ofSeconds(15));

  private static final Ringing RINGING = ringing(false);
  private static final Active ACTIVE = RINGING.answer(TARGET, new OpaqueJson("{}"), at(10));

  private static Ringing ringing(boolean unheard) {
    return new Ringing(
        new CallId("call"),
        Profile.of(ADA),
        CALLER,
        BOB,
        CallType.AUDIO,
        new OpaqueJson("{}"),
        null,
        START,
        false,
        unheard);
  }

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void a_call_that_nobody_answers_ends_after_its_ringing() {
    assertThat(DEADLINES.ringEnd(RINGING)).isEqualTo(at(45));
    assertThat(DEADLINES.of(RINGING)).contains(at(45));
    assertThat(DEADLINES.end(RINGING, at(44))).isEmpty();
    assertThat(DEADLINES.end(RINGING, at(45))).contains(RINGING.timeOut(at(45)));
  }

  @Test
  void a_call_ends_if_a_device_does_not_return() {
    LiveCall left = ACTIVE.with(TARGET.leave(at(20)));
    assertThat(DEADLINES.of(left)).contains(at(35));
    assertThat(DEADLINES.end(left, at(34))).isEmpty();
    assertThat(DEADLINES.end(left, at(35))).contains(left.disconnect(at(35)));
    LiveCall both = left.with(CALLER.leave(at(12)));
    assertThat(DEADLINES.of(both)).contains(at(27));
  }

  @Test
  void an_answered_call_of_two_connected_devices_does_not_end_by_itself() {
    assertThat(DEADLINES.of(ACTIVE)).isEmpty();
    assertThat(DEADLINES.end(ACTIVE, at(1_000_000))).isEmpty();
  }

  @Test
  void a_call_whose_caller_dropped_has_no_answer_if_both_times_are_over() {
    Ringing left = RINGING.with(CALLER.leave(at(30)));
    assertThat(DEADLINES.of(left)).contains(at(45));
    assertThat(DEADLINES.end(left, at(60))).contains(left.timeOut(at(60)));
    assertThat(DEADLINES.of(RINGING.with(CALLER.leave(at(1))))).contains(at(16));
  }

  @Test
  void the_devices_that_rang_get_what_happened_elsewhere() {
    assertThat(EndNews.ofRinging(ACTIVE)).isEqualTo(new EndNews.AnsweredElsewhere());
    assertThat(EndNews.ofRinging(RINGING.reject(BOB, at(1))))
        .isEqualTo(new EndNews.RejectedElsewhere());
    assertThat(EndNews.ofRinging(RINGING.end(ADA, at(1))))
        .isEqualTo(new EndNews.Over(EndReason.CANCELLED));
  }

  @Test
  void a_caller_learns_late_that_the_call_was_rejected() {
    Ended rejected = RINGING.reject(BOB, at(1));
    assertThat(EndNews.late(rejected, ADA)).isEqualTo(new EndNews.Rejected(EndReason.DECLINED));
    assertThat(EndNews.late(rejected, BOB)).isEqualTo(new EndNews.RejectedElsewhere());
    assertThat(EndNews.late(RINGING.timeOut(at(45)), ADA))
        .isEqualTo(new EndNews.Over(EndReason.NO_ANSWER));
  }

  @Test
  void a_call_that_never_rang_is_rejected_or_over() {
    assertThat(EndNews.ofFailure(RINGING.busy(at(0))))
        .isEqualTo(new EndNews.Rejected(EndReason.BUSY));
    assertThat(EndNews.ofFailure(RINGING.glare(at(0))))
        .isEqualTo(new EndNews.Over(EndReason.GLARE));
  }

  @Test
  void an_end_is_for_the_devices_in_the_call_and_those_that_rang() {
    UserDevice caller = CALLER.userDevice();
    EndAudience unanswered = EndAudience.of(RINGING, RINGING.timeOut(at(45)));
    assertThat(unanswered.devices()).containsExactly(caller);
    assertThat(unanswered.rang()).contains(BOB);
    assertThat(unanswered.missed()).contains(RINGING);
    assertThat(EndAudience.of(RINGING, RINGING.reject(BOB, at(1))).missed()).isEmpty();
    EndAudience answered = EndAudience.of(ACTIVE, ACTIVE.end(BOB, at(60)));
    assertThat(answered.devices()).containsExactly(caller, TARGET.userDevice());
    assertThat(answered.rang()).isEmpty();
    assertThat(answered.missed()).isEmpty();
  }

  @Test
  void a_called_user_never_learns_of_an_unheard_call() {
    Ringing unheard = ringing(true);
    EndAudience audience = EndAudience.of(unheard, unheard.timeOut(at(45)));
    assertThat(audience.devices()).containsExactly(CALLER.userDevice());
    assertThat(audience.rang()).isEmpty();
    assertThat(audience.missed()).isEmpty();
  }
}
