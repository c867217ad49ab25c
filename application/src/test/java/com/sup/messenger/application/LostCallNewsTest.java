package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallAnswered;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.application.event.ServerEvent.CallIncoming;
import com.sup.messenger.application.event.ServerEvent.CallRejected;
import com.sup.messenger.application.event.ServerEvent.CandidateOffered;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.CallType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests that news of calls that were lost are made good within 30 s (contract, "Delivery"), and
/// that nothing of a call is told twice.
class LostCallNewsTest extends ClusterScene {

  private static final CallId CALL = new CallId("call");
  private static final OpaqueJson JSON = new OpaqueJson("{}");
  private static final Duration IN_TIME = Duration.ofSeconds(30);

  private final RecordingConnection ada = one.connected(ADA);
  private final RecordingConnection bob = two.connected(BOB);
  private final RecordingConnection laptop = connected(two, "bob", "laptop");

  private static RecordingConnection connected(Instance at, String user, String device) {
    RecordingConnection connection = new RecordingConnection(user, device);
    at.application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  /// A device is told once more of the end of a call that another device had.
  private static <E extends ServerEvent> void assertOnce(
      Class<E> event, RecordingConnection... connections) {
    assertThat(List.of(connections))
        .allSatisfy(c -> assertThat(c.received(event)).doesNotHaveDuplicates())
        .allSatisfy(
            c -> assertThat(c.received(event)).filteredOn(e -> !elsewhere(e)).hasSizeLessThan(2))
        .noneSatisfy(c -> assertThat(c.received(event)).isEmpty());
  }

  private static boolean elsewhere(ServerEvent event) {
    return event instanceof ServerEvent.CallEnded ended && ended.continuesElsewhere();
  }

  private void answer() {
    two.application.handle(bob, new ClientEvent.AnswerCall(CALL, JSON));
  }

  private Reply begin(CallId id, UserId target) {
    return one.application.handle(
        ada, new ClientEvent.InitiateCall(id, target, CallType.AUDIO, JSON, null));
  }

  @Test
  void a_call_that_rings() {
    two.bus.deafen();
    call(one, ada, BOB);
    two.bus.heal(false);
    time.advance(IN_TIME);
    assertOnce(CallIncoming.class, bob, laptop);
  }

  @Test
  void a_call_that_was_acknowledged_and_did_not_ring() {
    Reply begun = begin(CALL, BOB);
    one.bus.goAway();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> one.application.acknowledged(ada, begun));
    one.bus.heal(false);
    time.advance(IN_TIME);
    assertOnce(CallIncoming.class, bob, laptop);
    answer();
    assertOnce(CallAnswered.class, ada);
    assertOnce(CallEnded.class, laptop);
  }

  @Test
  void the_end_of_a_call_that_was_acknowledged_and_did_not_ring() {
    UserId eve = new UserId("eve");
    RecordingConnection third = two.connected(eve);
    two.application.handle(
        third, new ClientEvent.InitiateCall(new CallId("other"), BOB, CallType.AUDIO, JSON, null));
    Reply begun = begin(CALL, BOB);
    one.bus.goAway();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> one.application.acknowledged(ada, begun));
    one.bus.heal(false);
    time.advance(IN_TIME);
    assertThat(ada.received(CallRejected.class))
        .containsExactly(new CallRejected(CALL, "busy", CallStatus.REJECTED));
  }

  @Test
  void an_answer() {
    call(one, ada, BOB);
    two.application.handle(bob, new ClientEvent.OfferCandidate(CALL, JSON));
    one.bus.deafen();
    answer();
    one.bus.heal(false);
    time.advance(IN_TIME);
    assertOnce(CallAnswered.class, ada);
    assertOnce(CallEnded.class, laptop);
  }

  @Test
  void an_answer_that_was_stored_and_not_told() {
    call(one, ada, BOB);
    two.application.handle(bob, new ClientEvent.OfferCandidate(CALL, JSON));
    one.application.handle(ada, new ClientEvent.OfferCandidate(CALL, JSON));
    two.bus.goAway();
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::answer);
    two.bus.heal(false);
    time.advance(IN_TIME);
    assertOnce(CallAnswered.class, ada);
    assertOnce(CandidateOffered.class, ada, bob);
    assertOnce(CallEnded.class, laptop);
  }

  @Test
  void the_end_of_a_call_that_rang() {
    call(one, ada, BOB);
    two.bus.deafen();
    one.application.handle(ada, new ClientEvent.EndCall(CALL, null));
    two.bus.heal(false);
    time.advance(IN_TIME);
    assertOnce(CallEnded.class, bob, laptop);
    assertThat(ada.received(CallEnded.class)).isEmpty();
  }

  @Test
  void the_end_of_a_call_that_was_answered_is_told_once_however_late_the_bus_is() {
    call(one, ada, BOB);
    answer();
    one.bus.deafen();
    two.application.handle(bob, new ClientEvent.EndCall(CALL, null));
    one.bus.heal(false);
    time.advance(IN_TIME);
    assertOnce(CallEnded.class, ada, laptop);
    CallEnded late = new CallEnded(CALL, null, CallStatus.ENDED);
    ports.eventBus().publish(new Envelope(new Topic.User(ADA), new Signal.Show(late), null));
    assertOnce(CallEnded.class, ada);
  }

  @Test
  void an_end_that_the_service_no_longer_knows() {
    call(one, ada, BOB);
    answer();
    one.bus.goAway();
    time.advance(Duration.ofSeconds(1));
    two.application.handle(bob, new ClientEvent.EndCall(CALL, null));
    time.advance(Duration.ofSeconds(90));
    assertOnce(CallEnded.class, ada);
  }

  private static RecordingConnection handedOver(
      Instance from, Instance to, RecordingConnection connection) {
    from.application.handOver(connection);
    Arrival.HandedOver arrival =
        to.application
            .takeOver(connection.recoveryKey(), connection.fence(), connection.actor())
            .orElseThrow();
    RecordingConnection there = connection.elsewhere(arrival.snapshot());
    to.application.connect(there, arrival);
    return there;
  }

  @Test
  void nothing_is_told_again_after_a_hand_over() {
    call(one, ada, BOB);
    RecordingConnection callee = handedOver(two, one, bob);
    time.advance(IN_TIME);
    one.application.handle(callee, new ClientEvent.AnswerCall(CALL, JSON));
    RecordingConnection caller = handedOver(one, two, ada);
    time.advance(IN_TIME);
    assertThat(callee.received(CallIncoming.class)).isEmpty();
    assertThat(caller.received(CallAnswered.class)).isEmpty();
    one.bus.goAway();
    two.bus.deafen();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> one.application.handle(callee, new ClientEvent.EndCall(CALL, null)));
    one.bus.heal(false);
    two.bus.heal(false);
    time.advance(IN_TIME);
    assertOnce(CallEnded.class, caller, callee, laptop);
  }

  @Test
  void nothing_is_told_twice() {
    call(one, ada, BOB);
    time.advance(IN_TIME);
    answer();
    time.advance(IN_TIME);
    two.application.handle(bob, new ClientEvent.EndCall(CALL, null));
    time.advance(IN_TIME);
    assertOnce(CallIncoming.class, bob, laptop);
    assertOnce(CallAnswered.class, ada);
    assertOnce(CallEnded.class, ada, laptop);
    assertThat(bob.received(CallEnded.class)).isEmpty();
  }
}
