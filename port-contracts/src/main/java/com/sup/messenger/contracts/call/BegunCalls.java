package com.sup.messenger.contracts.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.CallStore.Keeping;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.Ringing;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.CallStore] for calls that meet others.
abstract class BegunCalls extends CallStoreScene {

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
}
