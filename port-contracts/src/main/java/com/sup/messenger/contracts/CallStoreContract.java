package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.CallStore.Keeping;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.call.EndReason;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.Ringing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests the promises of [CallStore]. Each adapter's test extends it.
public abstract class CallStoreContract {

  // Longer than any test run, because NOW is the time at which this class was loaded.
  private static final CallStore.Lifetimes LIFETIMES =
      new CallStore.Lifetimes(Duration.ofHours(2), Duration.ofHours(24), Duration.ofHours(1));

  /// The beginning of the test, for stores that expire calls by their own clock.
  private final Instant now = Instant.ofEpochMilli(System.currentTimeMillis());

  private static final OpaqueJson SDP = new OpaqueJson("{\"sdp\":\"v=0 \\u2028\"}");

  private final UserId ada = Samples.user();
  private final UserId bob = Samples.user();
  private final String prefix = UUID.randomUUID().toString();

  /// Returns the store under test.
  protected abstract CallStore book();

  private Ringing call(String id, UserId caller, UserId target) {
    return call(id, caller, target, now);
  }

  private Ringing call(String id, UserId caller, UserId target, Instant at) {
    return new Ringing(
        new CallId(prefix + id),
        new Profile(caller, "Ada", "https://example.org/ada.png"),
        Leg.present(caller, Samples.device(), UUID.randomUUID().toString()),
        target,
        CallType.AUDIO,
        SDP,
        Samples.chat(),
        at,
        true);
  }

  private Active answered(Ringing call) {
    Leg by = Leg.present(call.targetId(), Samples.device(), "connection");
    return call.answer(by, SDP, now);
  }

  private Beginning begin(Ringing call) {
    return book().begin(call, LIFETIMES).beginning();
  }

  private Ringing begun(String id, UserId caller, UserId target) {
    Ringing call = call(id, caller, target);
    assertThat(begin(call)).isEqualTo(Beginning.RINGS);
    return call;
  }

  private boolean replace(Call before, Call after) {
    return book().replace(before, after, LIFETIMES);
  }

  private static OpaqueJson candidate(int number) {
    return new OpaqueJson("{\"candidate\":\"" + number + "\"}");
  }

  @Test
  void an_unknown_call_is_not_found() {
    assertThat(book().find(ada, new CallId(prefix))).isEmpty();
    assertThat(book().of(ada)).isEmpty();
    assertThat(book().keep(new CallId(prefix), new UserDevice(ada, Samples.device()), SDP))
        .isEqualTo(Keeping.OVER);
    Ringing unknown = call("a", ada, bob);
    assertThat(replace(unknown, unknown.timeOut(now))).isFalse();
  }

  @Test
  void a_call_that_rings_is_the_live_call_of_both() {
    Ringing call = begun("a", ada, bob);
    assertThat(book().find(call.callerId(), call.id())).contains(call);
    assertThat(book().of(ada)).contains(call);
    assertThat(book().of(bob)).contains(call);
  }

  @Test
  void the_live_calls_of_many_users_come_together() {
    Ringing call = begun("a", ada, bob);
    UserId cid = Samples.user();
    UserId dan = Samples.user();
    Ringing over = begun("b", cid, dan);
    replace(over, over.timeOut(now));
    assertThat(book().of(List.of(ada, Samples.user(), cid, bob)))
        .isEqualTo(Map.of(ada, call, bob, call));
    assertThat(book().of(List.<UserId>of())).isEmpty();
  }

  @Test
  void the_latest_call_is_the_live_one_else_the_last() {
    assertThat(book().latest(ada)).isEmpty();
    Ringing call = begun("a", ada, bob);
    assertThat(book().latest(ada)).contains(call);
    Ended over = call.timeOut(now);
    replace(call, over);
    assertThat(book().latest(ada)).contains(over);
    assertThat(book().latest(bob)).contains(over);
    Ringing later = begun("b", bob, Samples.user());
    assertThat(book().latest(ada)).contains(over);
    assertThat(book().latest(bob)).contains(later);
  }

  @Test
  void states_come_back_as_they_were_stored() {
    Ringing call = begun("a", ada, bob);
    Ringing away = call.with(call.caller().leave(now));
    assertThat(replace(call, away)).isTrue();
    assertThat(book().find(call.callerId(), call.id())).contains(away);
    Active active = answered(away);
    assertThat(replace(away, active)).isTrue();
    assertThat(book().find(call.callerId(), call.id())).contains(active);
    assertThat(book().of(bob)).contains(active);
    Ended ended = active.disconnect(now);
    assertThat(replace(active, ended)).isTrue();
    assertThat(book().find(call.callerId(), call.id())).contains(ended);
  }

  @Test
  void a_call_that_has_ended_leaves_both_free_and_keeps_its_id() {
    Ringing call = begun("a", ada, bob);
    replace(call, call.timeOut(now));
    assertThat(book().of(ada)).isEmpty();
    assertThat(book().of(bob)).isEmpty();
    assertThat(begin(call("a", bob, ada))).isEqualTo(Beginning.ID_IN_USE);
    assertThat(begin(call("b", bob, ada))).isEqualTo(Beginning.RINGS);
  }

  @Test
  void only_the_present_state_can_be_replaced() {
    Ringing call = begun("a", ada, bob);
    Active active = answered(call);
    assertThat(replace(call, active)).isTrue();
    assertThat(replace(call, call.timeOut(now))).isFalse();
    assertThat(replace(call, answered(call))).isFalse();
    assertThat(book().find(call.callerId(), call.id())).contains(active);
  }

  @Test
  void an_id_in_use_by_the_caller_changes_nothing() {
    Ringing call = begun("a", ada, bob);
    assertThat(begin(call("a", ada, Samples.user()))).isEqualTo(Beginning.ID_IN_USE);
    assertThat(begin(call("a", bob, Samples.user()))).isEqualTo(Beginning.ID_IN_USE);
    assertThat(book().find(ada, call.id())).contains(call);
    assertThat(book().find(bob, call.id())).contains(call);
  }

  @Test
  void strangers_use_the_same_id_and_notice_nothing_of_each_other() {
    UserId eve = Samples.user();
    UserId dan = Samples.user();
    Ringing first = begun("a", ada, bob);
    Ringing second = begun("a", eve, dan);
    assertThat(begin(call("a", dan, ada))).isEqualTo(Beginning.ID_IN_USE);
    for (Ringing call : List.of(first, second)) {
      assertThat(book().find(call.callerId(), call.id())).contains(call);
      assertThat(book().find(call.targetId(), call.id())).contains(call);
      assertThat(book().of(call.callerId())).contains(call);
      assertThat(book().of(call.targetId())).contains(call);
    }
    book().keep(first.id(), first.caller().userDevice(), candidate(1));
    book().keep(second.id(), second.caller().userDevice(), candidate(2));
    Active answered = answered(second);
    assertThat(replace(second, answered)).isTrue();
    assertThat(book().find(dan, second.id())).contains(answered);
    assertThat(book().find(bob, first.id())).contains(first);
    assertThat(book().release(second.id(), second.caller().userDevice()))
        .containsExactly(candidate(2));
    assertThat(replace(first, first.timeOut(now))).isTrue();
    assertThat(book().of(bob)).isEmpty();
    assertThat(book().find(eve, second.id())).contains(answered);
    assertThat(replace(answered, answered.disconnect(now))).isTrue();
    assertThat(book().of(eve)).isEmpty();
    assertThat(begin(call("a", eve, dan))).isEqualTo(Beginning.ID_IN_USE);
    assertThat(begin(call("b", eve, bob))).isEqualTo(Beginning.RINGS);
  }

  @Test
  void a_target_in_a_live_call_of_the_same_id_is_busy_and_stays_in_that() {
    UserId eve = Samples.user();
    Ringing call = begun("a", ada, bob);
    Ringing second = call("a", eve, bob);
    assertThat(begin(second)).isEqualTo(Beginning.TARGET_BUSY);
    assertThat(book().find(eve, second.id())).contains(second.busy(now));
    assertThat(book().find(bob, call.id())).contains(call);
    assertThat(replace(call, answered(call))).isTrue();
  }

  @Test
  void a_target_whose_call_of_the_same_id_has_ended_is_in_the_new_one() {
    UserId eve = Samples.user();
    Ringing first = begun("a", ada, bob);
    replace(first, first.timeOut(now));
    Ringing second = begun("a", eve, bob);
    assertThat(book().find(bob, second.id())).contains(second);
    assertThat(book().find(ada, first.id())).contains(first.timeOut(now));
    Active answered = answered(second);
    assertThat(replace(second, answered)).isTrue();
    assertThat(book().keep(second.id(), answered.target().userDevice(), candidate(1)))
        .isEqualTo(Keeping.KEPT);
    assertThat(book().release(second.id(), answered.target().userDevice()))
        .containsExactly(candidate(1));
    replace(answered, answered.disconnect(now));
    Ringing third = begun("a", Samples.user(), bob);
    assertThat(book().find(bob, third.id())).contains(third);
  }

  @Test
  void a_glare_is_decided_by_the_ids_though_strangers_use_them() {
    UserId eve = Samples.user();
    Ringing others = begun("b", eve, Samples.user());
    Ringing call = begun("b", ada, bob);
    Ringing later = call("c", bob, ada);
    assertThat(begin(later)).isEqualTo(Beginning.LOSES_GLARE);
    assertThat(book().find(bob, later.id())).contains(later.glare(now));
    Ringing earlier = call("a", bob, ada);
    assertThat(book().begin(earlier, LIFETIMES))
        .isEqualTo(new CallStore.Begun(Beginning.WINS_GLARE, call));
    assertThat(book().find(ada, call.id())).contains(call.glare(now));
    assertThat(book().of(ada)).contains(earlier);
    assertThat(book().find(eve, others.id())).contains(others);
  }

  @Test
  void a_caller_in_another_call_changes_nothing() {
    Ringing call = begun("a", ada, bob);
    Ringing second = call("b", ada, Samples.user());
    assertThat(begin(second)).isEqualTo(Beginning.CALLER_BUSY);
    assertThat(book().find(second.callerId(), second.id())).isEmpty();
    assertThat(book().of(ada)).contains(call);
  }

  @Test
  void a_call_to_a_busy_target_is_over_at_once() {
    Ringing call = begun("a", ada, bob);
    UserId eve = Samples.user();
    for (Ringing second : List.of(call("b", eve, bob), call("c", eve, ada))) {
      assertThat(begin(second)).isEqualTo(Beginning.TARGET_BUSY);
      assertThat(book().find(second.callerId(), second.id())).contains(second.busy(now));
    }
    assertThat(book().of(eve)).isEmpty();
    assertThat(book().of(ada)).contains(call);
    assertThat(book().of(bob)).contains(call);
  }

  @Test
  void the_later_id_loses_a_glare() {
    Ringing first = begun("a", ada, bob);
    Ringing second = call("b", bob, ada);
    assertThat(book().begin(second, LIFETIMES))
        .isEqualTo(new CallStore.Begun(Beginning.LOSES_GLARE, null));
    assertThat(book().find(second.callerId(), second.id())).contains(second.glare(now));
    assertThat(book().of(bob)).contains(first);
  }

  @Test
  void the_earlier_id_wins_a_glare() {
    Ringing first = begun("b", ada, bob);
    Ringing second = call("a", bob, ada);
    assertThat(book().begin(second, LIFETIMES))
        .isEqualTo(new CallStore.Begun(Beginning.WINS_GLARE, first));
    assertThat(book().find(first.callerId(), first.id())).contains(first.glare(now));
    assertThat(book().of(ada)).contains(second);
    assertThat(book().of(bob)).contains(second);
  }

  private Ringing unheard(String id, UserId caller, UserId target) {
    Ringing heard = call(id, caller, target);
    return new Ringing(
        heard.id(),
        heard.profile(),
        heard.caller(),
        target,
        heard.type(),
        heard.offer(),
        heard.chatId(),
        now,
        true,
        true);
  }

  @Test
  void an_unheard_call_is_that_of_its_caller_alone() {
    Ringing call = unheard("a", ada, bob);
    assertThat(begin(call)).isEqualTo(Beginning.RINGS);
    assertThat(book().of(ada)).contains(call);
    assertThat(book().of(bob)).isEmpty();
    assertThat(begin(call("b", Samples.user(), ada))).isEqualTo(Beginning.TARGET_BUSY);
    Ringing other = begun("c", Samples.user(), bob);
    Ringing told = call.tell();
    assertThat(replace(call, told)).isTrue();
    assertThat(book().of(ada)).contains(told);
    assertThat(book().of(bob)).contains(other);
    assertThat(replace(told, told.timeOut(now))).isTrue();
    assertThat(book().find(ada, call.id())).contains(told.timeOut(now));
    assertThat(book().of(ada)).isEmpty();
    assertThat(book().of(bob)).contains(other);
  }

  @Test
  void an_unheard_call_begins_though_its_target_is_in_another_call() {
    Ringing other = begun("a", bob, Samples.user());
    Ringing call = unheard("b", ada, bob);
    assertThat(begin(call)).isEqualTo(Beginning.RINGS);
    assertThat(book().of(ada)).contains(call);
    assertThat(book().of(bob)).contains(other);
  }

  @Test
  void the_target_of_an_unheard_call_may_use_its_id() {
    Ringing call = unheard("a", ada, bob);
    begin(call);
    Ringing second = begun("a", bob, Samples.user());
    assertThat(book().find(bob, second.id())).contains(second);
    assertThat(book().find(ada, call.id())).contains(call);
    assertThat(replace(second, second.timeOut(now))).isTrue();
    assertThat(begin(unheard("a", ada, bob))).isEqualTo(Beginning.ID_IN_USE);
    replace(call, call.timeOut(now));
    Ringing third = unheard("c", ada, bob);
    begin(third);
    assertThat(book().find(bob, second.id())).contains(second.timeOut(now));
  }

  @Test
  void an_unheard_call_meets_the_call_of_its_target_in_a_glare() {
    Ringing unheard = unheard("m", ada, bob);
    begin(unheard);
    Ringing later = call("n", bob, ada);
    assertThat(begin(later)).isEqualTo(Beginning.LOSES_GLARE);
    assertThat(book().find(bob, later.id())).contains(later.glare(now));
    assertThat(book().of(bob)).isEmpty();
    Ringing earlier = call("l", bob, ada);
    assertThat(book().begin(earlier, LIFETIMES))
        .isEqualTo(new CallStore.Begun(Beginning.WINS_GLARE, unheard));
    assertThat(book().find(ada, unheard.id())).contains(unheard.glare(now));
    assertThat(book().of(ada)).contains(earlier);
    assertThat(book().of(bob)).contains(earlier);
  }

  @Test
  void an_unheard_call_that_wins_a_glare_leaves_its_target_free() {
    Ringing heard = begun("m", bob, ada);
    Ringing unheard = unheard("a", ada, bob);
    assertThat(book().begin(unheard, LIFETIMES))
        .isEqualTo(new CallStore.Begun(Beginning.WINS_GLARE, heard));
    assertThat(book().find(bob, heard.id())).contains(heard.glare(now));
    assertThat(book().of(ada)).contains(unheard);
    assertThat(book().of(bob)).isEmpty();
  }

  @Test
  void an_expired_call_blocks_nobody() {
    Instant longAgo = now.minus(LIFETIMES.ringing());
    book().begin(call("a", ada, bob, longAgo), LIFETIMES);
    assertThat(begin(call("a", bob, ada))).isEqualTo(Beginning.RINGS);
  }

  @Test
  void an_ended_call_frees_its_id_after_its_time() {
    Instant before = now.minus(LIFETIMES.ended());
    Ringing call = call("a", ada, bob, before);
    book().begin(call, LIFETIMES);
    replace(call, call.timeOut(before));
    assertThat(begin(call("a", ada, bob))).isEqualTo(Beginning.RINGS);
  }

  @Test
  void candidates_are_kept_in_order_until_they_are_released() {
    Ringing call = begun("a", ada, bob);
    UserDevice caller = call.caller().userDevice();
    assertThat(book().keep(call.id(), caller, candidate(1))).isEqualTo(Keeping.KEPT);
    assertThat(book().keep(call.id(), caller, candidate(2))).isEqualTo(Keeping.KEPT);
    Active active = answered(call);
    replace(call, active);
    assertThat(book().keep(call.id(), caller, candidate(3))).isEqualTo(Keeping.KEPT);
    assertThat(book().release(call.id(), caller))
        .containsExactly(candidate(1), candidate(2), candidate(3));
    assertThat(book().keep(call.id(), caller, candidate(4))).isEqualTo(Keeping.KEPT);
    assertThat(book().release(call.id(), caller)).containsExactly(candidate(4));
    assertThat(book().release(call.id(), caller)).isEmpty();
    assertThat(book().keep(call.id(), caller, candidate(5))).isEqualTo(Keeping.OVER);
    assertThat(book().keep(call.id(), active.target().userDevice(), candidate(6)))
        .isEqualTo(Keeping.KEPT);
  }

  @Test
  void candidates_are_kept_for_each_device() {
    Ringing call = begun("a", ada, bob);
    Active active = answered(call);
    UserDevice answering = active.target().userDevice();
    UserDevice other = new UserDevice(bob, Samples.device());
    book().keep(call.id(), other, candidate(1));
    book().keep(call.id(), answering, candidate(2));
    Ringing away = call.with(call.caller().leave(now));
    replace(call, away);
    replace(away, active);
    assertThat(book().release(call.id(), answering)).containsExactly(candidate(2));
    assertThat(book().release(call.id(), other)).isEmpty();
  }

  @Test
  void the_first_of_too_many_candidates_are_kept() {
    Ringing call = begun("a", ada, bob);
    UserDevice caller = call.caller().userDevice();
    for (int i = 0; i < CallStore.MAX_KEPT + 10; i++) {
      assertThat(book().keep(call.id(), caller, candidate(i)))
          .isEqualTo(i < CallStore.MAX_KEPT ? Keeping.KEPT : Keeping.FULL);
    }
    assertThat(book().release(call.id(), caller))
        .containsExactlyElementsOf(
            IntStream.range(0, CallStore.MAX_KEPT).mapToObj(CallStoreContract::candidate).toList());
  }

  @Test
  void candidates_that_are_too_long_together_are_not_kept() {
    Ringing call = begun("a", ada, bob);
    UserDevice caller = call.caller().userDevice();
    OpaqueJson whole = new OpaqueJson("\"" + "x".repeat(OpaqueJson.MAX_BYTES - 2) + "\"");
    book().keep(call.id(), caller, whole);
    assertThat(book().keep(call.id(), caller, candidate(1))).isEqualTo(Keeping.FULL);
    assertThat(book().release(call.id(), caller)).containsExactly(whole);
  }

  @Test
  void candidates_of_too_many_devices_are_not_kept() {
    Ringing call = begun("a", ada, bob);
    List<UserDevice> devices =
        IntStream.rangeClosed(0, CallStore.MAX_KEEPING_DEVICES)
            .mapToObj(_ -> new UserDevice(bob, Samples.device()))
            .toList();
    assertThat(devices)
        .map(device -> book().keep(call.id(), device, SDP))
        .endsWith(Keeping.KEPT, Keeping.FULL);
    assertThat(book().release(call.id(), devices.getFirst())).containsExactly(SDP);
    assertThat(book().release(call.id(), devices.getLast())).isEmpty();
  }

  @Test
  void nothing_is_kept_of_a_call_that_is_over() {
    Ringing call = begun("a", ada, bob);
    UserDevice caller = call.caller().userDevice();
    book().keep(call.id(), caller, SDP);
    replace(call, call.timeOut(now));
    assertThat(book().keep(call.id(), caller, SDP)).isEqualTo(Keeping.OVER);
    assertThat(book().release(call.id(), caller)).isEmpty();
  }

  @RepeatedTest(20)
  void of_many_answers_at_once_one_counts() throws Exception {
    Ringing call = begun("a", ada, bob);
    assertThat(countTrue(_ -> replace(call, answered(call)))).isEqualTo(1);
    assertThat(book().find(call.callerId(), call.id())).get().isInstanceOf(Active.class);
  }

  @RepeatedTest(20)
  void of_many_calls_to_one_user_at_once_one_rings() throws Exception {
    assertThat(countTrue(i -> begin(call("c" + i, Samples.user(), bob)) == Beginning.RINGS))
        .isEqualTo(1);
  }

  @RepeatedTest(20)
  void of_two_calls_to_each_other_at_once_the_first_id_continues() throws Exception {
    Ringing first = call("a", ada, bob);
    Ringing second = call("b", bob, ada);
    countTrue(i -> begin(i == 0 ? first : second) == Beginning.ID_IN_USE, 2);
    assertThat(book().of(ada)).contains(first);
    assertThat(book().of(bob)).contains(first);
    assertThat(book().find(second.callerId(), second.id()))
        .get()
        .extracting("reason")
        .isEqualTo(EndReason.GLARE);
  }

  private interface Attempt {
    boolean succeeds(int number);
  }

  private static long countTrue(Attempt attempt) throws Exception {
    return countTrue(attempt, 16);
  }

  private static long countTrue(Attempt attempt, int times) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> tasks =
          IntStream.range(0, times)
              .<Callable<Boolean>>mapToObj(i -> () -> attempt.succeeds(i))
              .toList();
      long count = 0;
      for (Future<Boolean> result : executor.invokeAll(tasks)) {
        count += result.get() ? 1 : 0;
      }
      return count;
    }
  }
}
