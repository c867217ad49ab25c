package com.sup.messenger.contracts.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.CallStore.Keeping;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Ringing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests the promises of [CallStore]. Each adapter's test extends it.
public abstract class CallStoreContract extends CallRaces {

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
}
