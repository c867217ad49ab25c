package com.sup.messenger.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CallTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(7);
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId EVE = new UserId("eve");
  private static final OpaqueJson SDP = new OpaqueJson("{\"sdp\":\"v=0\"}");
  private static final Leg CALLER = leg(ADA);
  private static final Leg ANSWERER = leg(BOB);

  private final Ringing ringing = ringing("m", CALLER, BOB);
  private final Active active = ringing.answer(ANSWERER, SDP, LATER);

  private static Leg leg(UserId user) {
    return Leg.present(user, new DeviceId("phone"), "connection-of-" + user);
  }

  private static Ringing ringing(String id, Leg caller, UserId target) {
    Profile profile = Profile.of(caller.user());
    return new Ringing(
        new CallId(id), profile, caller, target, CallType.VIDEO, SDP, null, NOW, true);
  }

  private static Ended ended(EndReason reason) {
    return new Ended(new CallId("m"), ADA, BOB, reason, LATER, false);
  }

  private static void conflicts(ThrowingCallable transition) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(transition)
        .extracting(RefusedException::refusal)
        .isEqualTo(Refusal.CALL_CONFLICT);
  }

  @Test
  void the_called_user_answers_on_one_device() {
    assertThat(active).isEqualTo(new Active(ringing.id(), CALLER, ANSWERER, SDP, LATER));
    assertThat(active.callerId()).isEqualTo(ADA);
    assertThat(active.targetId()).isEqualTo(BOB);
  }

  @Test
  void the_caller_cannot_answer() {
    Leg laptop = Leg.present(ADA, new DeviceId("laptop"), "other");
    conflicts(() -> ringing.answer(laptop, SDP, LATER));
  }

  @Test
  void the_called_user_rejects() {
    assertThat(ringing.reject(BOB, LATER)).isEqualTo(ended(EndReason.DECLINED));
  }

  @Test
  void the_caller_cannot_reject() {
    conflicts(() -> ringing.reject(ADA, LATER));
  }

  @Test
  void either_party_ends_a_ringing_call() {
    assertThat(ringing.end(ADA, LATER)).isEqualTo(ended(EndReason.CANCELLED));
    assertThat(ringing.end(BOB, LATER)).isEqualTo(ended(EndReason.DECLINED));
  }

  @Test
  void a_ringing_call_ends_by_itself() {
    assertThat(ringing.timeOut(LATER)).isEqualTo(ended(EndReason.NO_ANSWER));
    assertThat(ringing.disconnect(LATER)).isEqualTo(ended(EndReason.DISCONNECTED));
    assertThat(ringing.forbid(LATER)).isEqualTo(ended(EndReason.NOT_ALLOWED));
    assertThat(ringing.tell().busy(LATER)).isEqualTo(ended(EndReason.BUSY));
    assertThat(ringing.tell().glare(LATER)).isEqualTo(ended(EndReason.GLARE));
  }

  @Test
  void who_began_a_call_tells_that_it_came_to_nothing_at_once() {
    assertThat(ringing.busy(NOW).untold()).isTrue();
    assertThat(ringing.glare(NOW.plusSeconds(4)).untold()).isTrue();
    assertThat(ringing.with(CALLER).glare(NOW).untold()).isTrue();
    assertThat(ringing.glare(NOW.plusSeconds(5)).untold()).isFalse();
    assertThat(ringing.tell().glare(NOW).untold()).isFalse();
    assertThat(ringing.timeOut(NOW).untold()).isFalse();
  }

  @Test
  void either_party_ends_an_active_call() {
    assertThat(active.end(ADA, LATER)).isEqualTo(ended(EndReason.HUNG_UP));
    assertThat(active.end(BOB, LATER)).isEqualTo(ended(EndReason.HUNG_UP));
    assertThat(active.disconnect(LATER)).isEqualTo(ended(EndReason.DISCONNECTED));
    assertThat(active.forbid(LATER)).isEqualTo(ended(EndReason.NOT_ALLOWED));
  }

  @Test
  void a_call_ends_if_its_parties_may_no_longer_call_each_other() {
    assertThat(ringing.forbid(LATER)).isEqualTo(ended(EndReason.NOT_ALLOWED));
    assertThat(active.forbid(LATER)).isEqualTo(ended(EndReason.NOT_ALLOWED));
  }

  private static Ringing unheard(String id, Leg caller, UserId target) {
    Profile profile = Profile.of(caller.user());
    return new Ringing(
        new CallId(id), profile, caller, target, CallType.VIDEO, SDP, null, NOW, true, true);
  }

  @Test
  void an_unheard_call_has_its_caller_alone_as_a_party_and_stays_unheard() {
    Ringing call = unheard("m", CALLER, BOB);
    assertThat(call.hasParty(ADA)).isTrue();
    assertThat(call.hasParty(BOB)).isFalse();
    assertThat(call.tell().unheard()).isTrue();
    assertThat(call.with(CALLER.leave(LATER)).unheard()).isTrue();
  }

  @Test
  void an_unheard_call_begins_whatever_the_called_user_does() {
    Ringing call = unheard("m", CALLER, BOB);
    assertThat(call.meet(null, null)).isEqualTo(Beginning.RINGS);
    assertThat(call.meet(null, ringing("a", leg(BOB), EVE))).isEqualTo(Beginning.RINGS);
    assertThat(call.meet(null, unheard("a", ANSWERER, ADA))).isEqualTo(Beginning.RINGS);
    assertThat(call.meet(ringing("a", CALLER, EVE), null)).isEqualTo(Beginning.CALLER_BUSY);
  }

  @Test
  void the_caller_of_an_unheard_call_sees_glare_and_busy_as_others_do() {
    Ringing call = unheard("m", CALLER, BOB);
    assertThat(call.meet(ringing("z", ANSWERER, ADA), null)).isEqualTo(Beginning.WINS_GLARE);
    assertThat(call.meet(ringing("a", ANSWERER, ADA), null)).isEqualTo(Beginning.LOSES_GLARE);
    assertThat(ringing("a", ANSWERER, ADA).meet(null, call)).isEqualTo(Beginning.WINS_GLARE);
    assertThat(ringing("z", ANSWERER, ADA).meet(null, call)).isEqualTo(Beginning.LOSES_GLARE);
    assertThat(ringing("a", leg(EVE), ADA).meet(null, call)).isEqualTo(Beginning.TARGET_BUSY);
  }

  @Test
  void a_state_has_only_its_legal_transitions() {
    assertThat(transitionsOf(Ringing.class))
        .containsExactlyInAnyOrder(
            "answer",
            "reject",
            "end",
            "disconnect",
            "forbid",
            "timeOut",
            "busy",
            "glare",
            "with",
            "tell");
    assertThat(transitionsOf(Active.class))
        .containsExactlyInAnyOrder("end", "disconnect", "forbid", "with");
    assertThat(transitionsOf(Ended.class)).isEmpty();
  }

  private static List<String> transitionsOf(Class<? extends Call> state) {
    return Arrays.stream(state.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isBridge())
        .filter(m -> Call.class.isAssignableFrom(m.getReturnType()))
        .map(Method::getName)
        .toList();
  }

  @Test
  void only_the_two_are_parties() {
    assertThat(ringing.hasParty(ADA)).isTrue();
    assertThat(active.hasParty(BOB)).isTrue();
    assertThat(ended(EndReason.BUSY).hasParty(EVE)).isFalse();
  }

  @Test
  void a_call_knows_the_devices_that_are_in_it() {
    assertThat(ringing.leg(ADA, CALLER.device())).contains(CALLER);
    assertThat(ringing.leg(BOB, ANSWERER.device())).isEmpty();
    assertThat(active.leg(BOB, ANSWERER.device())).contains(ANSWERER);
    assertThat(active.leg(BOB, new DeviceId("laptop"))).isEmpty();
    assertThat(active.leg(EVE, ANSWERER.device())).isEmpty();
  }

  @Test
  void a_device_leaves_and_comes_back() {
    Leg away = CALLER.leave(LATER);
    assertThat(away.isAway()).isTrue();
    assertThat(ringing.with(away).caller()).isEqualTo(away);
    assertThat(active.with(away)).isEqualTo(new Active(active.id(), away, ANSWERER, SDP, LATER));
    Leg back = ANSWERER.leave(LATER).enter("new");
    assertThat(back).isEqualTo(Leg.present(BOB, ANSWERER.device(), "new"));
    assertThat(active.with(back)).isEqualTo(new Active(active.id(), CALLER, back, SDP, LATER));
  }

  @Test
  void a_calling_device_that_was_away_has_not_received_the_answer() {
    assertThat(active.isUntold()).isFalse();
    assertThat(active.with(CALLER.leave(NOW)).isUntold()).isTrue();
    assertThat(active.with(CALLER.leave(LATER.plusSeconds(1))).isUntold()).isFalse();
  }

  @Test
  void a_call_rings_if_both_users_are_free() {
    assertThat(ringing.meet(null, null)).isEqualTo(Beginning.RINGS);
  }

  @Test
  void a_target_in_any_call_is_busy() {
    assertThat(ringing.meet(null, ringing("a", leg(EVE), BOB))).isEqualTo(Beginning.TARGET_BUSY);
    assertThat(ringing.meet(null, ringing("a", leg(BOB), EVE))).isEqualTo(Beginning.TARGET_BUSY);
    Active other = ringing("a", leg(EVE), BOB).answer(ANSWERER, SDP, NOW);
    assertThat(ringing.meet(null, other)).isEqualTo(Beginning.TARGET_BUSY);
  }

  @Test
  void a_caller_in_any_other_call_cannot_call() {
    Ringing toEve = ringing("a", CALLER, EVE);
    Ringing fromEve = ringing("a", leg(EVE), ADA);
    Ringing toBob = ringing("a", CALLER, BOB);
    Active withBob = ringing("z", leg(BOB), ADA).answer(CALLER, SDP, NOW);
    assertThat(ringing.meet(toEve, null)).isEqualTo(Beginning.CALLER_BUSY);
    assertThat(ringing.meet(fromEve, null)).isEqualTo(Beginning.CALLER_BUSY);
    assertThat(ringing.meet(toBob, toBob)).isEqualTo(Beginning.CALLER_BUSY);
    assertThat(ringing.meet(withBob, withBob)).isEqualTo(Beginning.CALLER_BUSY);
  }

  @Test
  void of_two_calls_to_each_other_the_one_whose_id_sorts_first_continues() {
    Ringing before = ringing("a", leg(BOB), ADA);
    Ringing after = ringing("z", leg(BOB), ADA);
    assertThat(ringing.meet(after, after)).isEqualTo(Beginning.WINS_GLARE);
    assertThat(ringing.meet(before, before)).isEqualTo(Beginning.LOSES_GLARE);
  }
}
