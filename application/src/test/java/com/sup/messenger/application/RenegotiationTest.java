package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.Renegotiate;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallRenegotiated;
import com.sup.messenger.application.event.ServerEvent.CandidateOffered;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.call.Sdp;
import com.sup.messenger.domain.call.SdpType;
import com.sup.messenger.domain.call.SessionDescription;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Tests `call:renegotiate`: the other device of an answered call is sent the description.
class RenegotiationTest extends CallScene {

  private static final SessionDescription AGAIN =
      new SessionDescription(SdpType.OFFER, new Sdp("v=0"));
  private static final SessionDescription ROLLBACK = new SessionDescription(SdpType.ROLLBACK, null);

  private Reply renegotiate(Connection by, SessionDescription description) {
    return handle(by, new Renegotiate(CALL, description));
  }

  private static List<ServerEvent> negotiated(RecordingConnection by) {
    return by.received().stream()
        .filter(e -> e instanceof CallRenegotiated || e instanceof CandidateOffered)
        .toList();
  }

  private static CallRenegotiated event(SessionDescription description) {
    return new CallRenegotiated(CALL, description);
  }

  @Test
  void the_other_device_of_either_party_is_sent_it() {
    RecordingConnection adasLaptop = connected("ada", "laptop");
    talk();
    assertThat(renegotiate(ada, AGAIN)).isEqualTo(new Reply.Done());
    renegotiate(bob, AGAIN);
    renegotiate(bob, ROLLBACK);
    assertThat(negotiated(bob)).containsExactly(event(AGAIN));
    assertThat(negotiated(ada)).containsExactly(event(AGAIN), event(ROLLBACK));
    assertThat(negotiated(laptop)).isEmpty();
    assertThat(negotiated(adasLaptop)).isEmpty();
  }

  @Test
  void it_comes_in_order_with_the_candidates() {
    talk();
    offer(ada, 1);
    renegotiate(ada, AGAIN);
    offer(ada, 2);
    assertThat(negotiated(bob))
        .containsExactly(candidates(1).getFirst(), event(AGAIN), candidates(2).getFirst());
  }

  @RepeatedTest(20)
  void it_comes_after_the_candidates_that_waited_for_the_answer() throws Exception {
    ring();
    IntStream.range(0, 64).forEach(i -> offer(ada, i));
    Thread answering = Thread.startVirtualThread(() -> answer(bob));
    while (ada.received(ServerEvent.CallAnswered.class).isEmpty()) {
      Thread.onSpinWait();
    }
    renegotiate(ada, AGAIN);
    answering.join();
    assertThat(negotiated(bob)).hasSize(65);
    assertThat(negotiated(bob).getLast()).isEqualTo(event(AGAIN));
  }

  @Test
  void only_the_two_devices_of_the_call_may() {
    RecordingConnection adasLaptop = connected("ada", "laptop");
    RecordingConnection eve = connected("eve", "phone");
    talk();
    conflicts(() -> renegotiate(laptop, AGAIN));
    conflicts(() -> renegotiate(adasLaptop, AGAIN));
    refused(Refusal.CALL_NOT_FOUND, () -> renegotiate(eve, AGAIN));
    refused(
        Refusal.CALL_NOT_FOUND, () -> handle(ada, new Renegotiate(new CallId("unknown"), AGAIN)));
    assertThat(negotiated(ada)).isEmpty();
    assertThat(negotiated(bob)).isEmpty();
  }

  @Test
  void a_call_that_rings_or_has_ended_has_none() {
    ring();
    conflicts(() -> renegotiate(ada, AGAIN));
    conflicts(() -> renegotiate(bob, AGAIN));
    answer(bob);
    end(ada);
    conflicts(() -> renegotiate(bob, AGAIN));
    time.advance(TIMINGS.endedCall());
    refused(Refusal.CALL_NOT_FOUND, () -> renegotiate(bob, AGAIN));
  }

  @Test
  void a_device_that_is_away_would_miss_it() {
    talk();
    application.disconnect(bob, true);
    conflicts(() -> renegotiate(ada, AGAIN));
    RecordingConnection back = connected("bob", "phone");
    renegotiate(ada, AGAIN);
    assertThat(negotiated(back)).containsExactly(event(AGAIN));
  }
}
