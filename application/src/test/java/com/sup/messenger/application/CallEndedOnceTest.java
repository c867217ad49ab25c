package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent.InitiateCall;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.application.event.ServerEvent.CallIncoming;
import com.sup.messenger.application.event.ServerEvent.CallRejected;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.CallType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Tests that each side is sent the end of a call once, on either of two instances. The call ends
/// between its acknowledgement and its ringing.
class CallEndedOnceTest extends CallScene {

  private static final CallId LATER = new CallId("z");
  private static final CallId EARLIER = new CallId("a");

  private final ChatApplication other =
      new ChatApplication(
          ports, Settings.of(Admission.MEMBERS), time, time, "other", Observer.NONE);

  private Reply begin(ChatApplication by, Connection from, String target, CallId id) {
    return by.handle(from, new InitiateCall(id, new UserId(target), CallType.AUDIO, OFFER, CHAT));
  }

  private Reply begin() {
    return begin(application, ada, "bob", CALL);
  }

  private void initiate(ChatApplication by, Connection from, String target, CallId id) {
    by.acknowledged(from, begin(by, from, target, id));
  }

  private static List<CallEnded> ends(RecordingConnection of, CallId id) {
    return of.received(CallEnded.class).stream()
        .filter(ended -> ended.callId().equals(id))
        .toList();
  }

  private void eachIsToldOnce(CallEnded end) {
    assertThat(List.of(ada, bob, laptop))
        .allSatisfy(device -> assertThat(ends(device, end.callId())).containsExactly(end));
  }

  private RecordingConnection bobElsewhere() {
    RecordingConnection tablet = new RecordingConnection("bob", "tablet");
    other.connect(tablet, new Arrival.Fresh(Map.of()));
    return tablet;
  }

  @Test
  void overtaken_before_it_rings() {
    RecordingConnection tablet = bobElsewhere();
    Reply begun = begin(application, ada, "bob", LATER);
    initiate(other, tablet, "ada", EARLIER);
    assertThat(ends(ada, LATER)).as("before the acknowledgement").isEmpty();
    application.acknowledged(ada, begun);
    eachIsToldOnce(ended(LATER, "glare"));
    assertThat(ends(tablet, LATER)).containsExactly(ended(LATER, "glare"));
    assertThat(bob.received(CallIncoming.class)).isEmpty();
    assertThat(ada.received(CallIncoming.class)).hasSize(1);
  }

  @Test
  void overtaken_while_it_begins_to_ring() {
    RecordingConnection tablet = bobElsewhere();
    ChatApplication interrupted =
        interruptedAtRinging(LATER, () -> initiate(other, tablet, "ada", EARLIER));
    RecordingConnection caller = new RecordingConnection("ada", "tablet");
    interrupted.connect(caller, new Arrival.Fresh(Map.of()));
    initiate(interrupted, caller, "bob", LATER);
    assertThat(calls(bob)).last().isEqualTo(ended(LATER, "glare"));
    assertThat(List.of(caller, bob, laptop, tablet))
        .allSatisfy(
            device -> assertThat(ends(device, LATER)).containsExactly(ended(LATER, "glare")));
  }

  @Test
  void overtaken_when_it_rings() {
    RecordingConnection tablet = bobElsewhere();
    initiate(application, ada, "bob", LATER);
    initiate(other, tablet, "ada", EARLIER);
    eachIsToldOnce(ended(LATER, "glare"));
  }

  @Test
  void lost_at_its_beginning() {
    RecordingConnection tablet = bobElsewhere();
    Reply first = begin(other, tablet, "ada", EARLIER);
    initiate(application, ada, "bob", LATER);
    other.acknowledged(tablet, first);
    eachIsToldOnce(ended(LATER, "glare"));
    assertThat(bob.received(CallIncoming.class)).isEmpty();
    assertThat(ada.received(CallIncoming.class)).hasSize(1);
  }

  @Test
  void not_answered_before_it_rings() {
    Reply begun = begin();
    time.advance(TIMINGS.ringing());
    application.acknowledged(ada, begun);
    eachIsToldOnce(ended("no-answer"));
    assertThat(bob.received(CallIncoming.class)).isEmpty();
  }

  @Test
  void disconnected_before_it_rings() {
    RecordingConnection beside = connected("ada", "laptop");
    Reply begun = begin();
    application.disconnect(ada, true);
    time.advance(TIMINGS.callReturn());
    application.acknowledged(ada, begun);
    assertThat(List.of(bob, laptop))
        .allSatisfy(
            device -> assertThat(ends(device, CALL)).containsExactly(ended("disconnected")));
    assertThat(calls(beside)).isEmpty();
  }

  @Test
  void cancelled_before_it_rings() {
    RecordingConnection beside = connected("ada", "laptop");
    Reply begun = begin();
    end(beside);
    application.acknowledged(ada, begun);
    eachIsToldOnce(ended("bye"));
    assertThat(bob.received(CallIncoming.class)).isEmpty();
    assertThat(calls(beside)).isEmpty();
  }

  @Test
  void rejected_before_it_rings() {
    Reply begun = begin();
    RecordingConnection tablet = connected("bob", "tablet");
    reject(tablet);
    application.acknowledged(ada, begun);
    assertThat(calls(ada)).containsExactly(new CallRejected(CALL, "not now", CallStatus.REJECTED));
    assertThat(calls(tablet)).containsExactly(incoming("m"));
    assertThat(calls(bob)).containsExactly(ended("rejected-elsewhere"));
  }

  @Test
  void answered_before_it_rings() {
    Reply begun = begin();
    RecordingConnection tablet = connected("bob", "tablet");
    answer(tablet);
    application.acknowledged(ada, begun);
    assertThat(ada.received(ServerEvent.CallAnswered.class)).hasSize(1);
    assertThat(calls(tablet)).containsExactly(incoming("m"));
    assertThat(calls(bob)).containsExactly(ended("answered-elsewhere"));
  }

  @Test
  void rejected_at_once_when_it_rings() {
    CompletableFuture<Void> rejected = new CompletableFuture<>();
    ChatApplication interrupted =
        interruptedAtRinging(
            CALL,
            () ->
                Thread.startVirtualThread(
                    () -> {
                      reject(bob);
                      rejected.complete(null);
                    }));
    RecordingConnection caller = new RecordingConnection("ada", "tablet");
    interrupted.connect(caller, new Arrival.Fresh(Map.of()));
    initiate(interrupted, caller, "bob", CALL);
    rejected.join();
    assertThat(calls(caller))
        .containsExactly(new CallRejected(CALL, "not now", CallStatus.REJECTED));
    assertThat(ends(bob, CALL)).isEmpty();
    assertThat(ends(laptop, CALL)).containsExactly(ended("rejected-elsewhere"));
  }

  private static boolean rings(Envelope envelope, CallId call) {
    return envelope.signal() instanceof Signal.Show(CallIncoming incoming)
        && incoming.callId().equals(call);
  }

  /// Returns an instance that runs a task after a call was made to ring.
  private ChatApplication interruptedAtRinging(CallId call, Runnable happens) {
    EventBus bus =
        new EventBus() {
          @Override
          public void publish(List<Envelope> envelopes) {
            ports.eventBus().publish(envelopes);
            if (envelopes.stream().anyMatch(envelope -> rings(envelope, call))) {
              happens.run();
            }
          }

          @Override
          public Subscription subscribe(Topic topic, Listener listener) {
            return ports.eventBus().subscribe(topic, listener);
          }
        };
    return new ChatApplication(
        ReplacedPorts.with(ports, EventBus.class, bus),
        Settings.of(Admission.MEMBERS),
        time,
        time,
        "interrupted",
        Observer.NONE);
  }
}
