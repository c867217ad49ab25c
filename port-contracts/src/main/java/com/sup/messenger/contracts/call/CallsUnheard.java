package com.sup.messenger.contracts.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.Ringing;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.CallStore] for calls that nobody
/// hears.
abstract class CallsUnheard extends BegunCalls {

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
}
