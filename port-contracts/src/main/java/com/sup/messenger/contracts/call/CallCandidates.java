package com.sup.messenger.contracts.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.CallStore.Keeping;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Ringing;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [com.sup.messenger.application.port.CallStore] for candidates.
abstract class CallCandidates extends CallsUnheard {

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
}
