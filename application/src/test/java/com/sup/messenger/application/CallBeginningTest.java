package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.AnswerCall;
import com.sup.messenger.application.event.ClientEvent.EndCall;
import com.sup.messenger.application.event.ClientEvent.InitiateCall;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.application.event.ServerEvent.CallIncoming;
import com.sup.messenger.application.event.ServerEvent.CallRejected;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.CallType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallBeginningTest extends CallScene {

  @Test
  void a_caller_who_was_away_learns_that_the_call_is_over() {
    ring();
    String offset = ada.offset(ada.received().size() - 1);
    application.disconnect(ada, true);
    reject(bob);
    RecordingConnection back = new RecordingConnection("ada", "phone");
    application.connect(
        back, application.claim(ada.recoveryKey(), offset, ada.actor(), () -> true).orElseThrow());
    assertThat(back.received(ServerEvent.CallEnded.class))
        .extracting(ServerEvent.CallEnded::callId)
        .containsExactly(CALL);
  }

  @Test
  void a_session_that_goes_on_stops_ringing_where_the_call_is_over() {
    String offset = laptop.offset(laptop.received().size() - 1);
    call(ada, "bob", "m");
    application.disconnect(laptop, true);
    handle(ada, new ClientEvent.EndCall(CALL, null));
    RecordingConnection back = new RecordingConnection("bob", "laptop");
    application.connect(
        back,
        application.claim(laptop.recoveryKey(), offset, laptop.actor(), () -> true).orElseThrow());
    assertThat(back.received(ServerEvent.CallIncoming.class)).isEmpty();
    assertThat(back.received(ServerEvent.CallEnded.class))
        .extracting(ServerEvent.CallEnded::callId)
        .containsExactly(CALL);
  }

  @Test
  void a_session_that_goes_on_rings_once_where_the_call_still_does() {
    String offset = laptop.offset(laptop.received().size() - 1);
    call(ada, "bob", "m");
    application.disconnect(laptop, true);
    RecordingConnection back = new RecordingConnection("bob", "laptop");
    application.connect(
        back,
        application.claim(laptop.recoveryKey(), offset, laptop.actor(), () -> true).orElseThrow());
    assertThat(back.received(ServerEvent.CallIncoming.class)).hasSize(1);
    assertThat(back.received(ServerEvent.CallEnded.class)).isEmpty();
  }

  @Test
  void a_call_rings_on_every_device_of_the_target() {
    ring();
    assertThat(calls(bob)).containsExactly(incoming("m"));
    assertThat(calls(laptop)).containsExactly(incoming("m"));
    assertThat(calls(ada)).isEmpty();
  }

  @Test
  void it_rings_after_it_has_been_acknowledged() {
    Reply reply =
        application.handle(
            ada, new InitiateCall(CALL, new UserId("bob"), CallType.AUDIO, OFFER, null));
    assertThat(calls(bob)).isEmpty();
    application.acknowledged(ada, reply);
    assertThat(bob.received(CallIncoming.class)).hasSize(1);
  }

  @Test
  void a_call_says_from_which_chat_it_comes_and_when_it_stops_ringing() {
    ring();
    Instant end = time.instant().plus(TIMINGS.ringing());
    time.advance(Duration.ofSeconds(7));
    RecordingConnection tablet = connected("bob", "tablet");
    for (RecordingConnection device : List.of(bob, tablet)) {
      CallIncoming incoming = device.received(CallIncoming.class).getFirst();
      assertThat(incoming.chatId()).isEqualTo(CHAT);
      assertThat(incoming.expiresAt()).isEqualTo(end);
    }
    time.advance(Duration.between(time.instant(), end));
    assertThat(calls(tablet)).last().isEqualTo(ended("no-answer"));
  }

  @Test
  void a_call_from_no_chat_names_none() {
    handle(ada, new InitiateCall(CALL, new UserId("bob"), CallType.AUDIO, OFFER, null));
    assertThat(bob.received(CallIncoming.class).getFirst().chatId()).isNull();
  }

  @Test
  void a_call_without_id_is_given_one_that_sorts_by_time() {
    CallId first = call(ada, "bob", null);
    handle(ada, new EndCall(first, null));
    assertThat(call(ada, "bob", null).value()).isGreaterThan(first.value());
  }

  @Test
  void nobody_calls_himself() {
    refused(Refusal.INVALID_PAYLOAD, () -> call(ada, "ada", "m"));
  }

  @Test
  void the_parties_must_share_a_chat() {
    RecordingConnection eve = new RecordingConnection("eve", "phone");
    application.connect(eve, new Arrival.Fresh(Map.of()));
    InitiateCall event = new InitiateCall(CALL, new UserId("bob"), CallType.AUDIO, OFFER, null);
    refused(Refusal.PERMISSION_DENIED, () -> handle(eve, event));
    refused(Refusal.CHAT_NOT_FOUND, () -> call(eve, "bob", "m"));
    refused(Refusal.PERMISSION_DENIED, () -> call(ada, "eve", "m"));
    refused(Refusal.PERMISSION_DENIED, () -> call(ada, "nobody", "m"));
    assertThat(calls(bob)).isEmpty();
  }

  @Test
  void an_id_of_a_call_of_ones_own_conflicts_while_the_call_is_remembered() {
    ring();
    conflicts(() -> call(ada, "bob", "m"));
    conflicts(() -> call(bob, "ada", "m"));
    end(ada);
    conflicts(() -> call(ada, "bob", "m"));
    conflicts(() -> call(bob, "ada", "m"));
    time.advance(TIMINGS.endedCall());
    assertThat(call(bob, "ada", "m")).isEqualTo(CALL);
  }

  @Test
  void nobody_learns_from_an_id_whether_others_use_it() {
    RecordingConnection eve = connected("eve", "phone");
    RecordingConnection dan = connected("dan", "phone");
    ring();
    assertThat(call(eve, "dan", "m")).isEqualTo(CALL);
    assertThat(dan.received(ServerEvent.CallIncoming.class)).hasSize(1);
    answer(dan);
    end(eve);
    assertThat(calls(dan)).hasSize(2);
    assertThat(ports.callStore().of(new UserId("ada"))).isPresent();
    answer(bob);
    assertThat(ada.received(ServerEvent.CallAnswered.class)).hasSize(1);
  }

  @Test
  void a_call_whose_id_others_use_stops_ringing_in_time() {
    RecordingConnection eve = connected("eve", "phone");
    RecordingConnection dan = connected("dan", "phone");
    ring();
    call(eve, "dan", "m");
    time.advance(TIMINGS.ringing());
    for (RecordingConnection party : List.of(ada, bob, eve, dan)) {
      assertThat(calls(party)).last().isEqualTo(ended("no-answer"));
    }
  }

  @Test
  void a_caller_in_a_call_cannot_call() {
    connected("eve", "phone");
    ring();
    conflicts(() -> call(ada, "eve", "other"));
    conflicts(() -> call(ada, "bob", "other"));
    conflicts(() -> call(bob, "eve", "other"));
    answer(bob);
    conflicts(() -> call(ada, "eve", "other"));
    conflicts(() -> call(bob, "ada", "other"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_busy_target_is_told_to_the_caller_after_the_acknowledgement(boolean answered) {
    RecordingConnection eve = connected("eve", "phone");
    RecordingConnection tablet = connected("eve", "tablet");
    ring();
    if (answered) {
      answer(bob);
    }
    List<ServerEvent> before = calls(bob);
    InitiateCall event =
        new InitiateCall(new CallId("x"), new UserId("bob"), CallType.AUDIO, OFFER, null);
    Reply reply = application.handle(eve, event);
    assertThat(calls(eve)).isEmpty();
    application.acknowledged(eve, reply);
    assertThat(calls(eve))
        .containsExactly(new CallRejected(new CallId("x"), "busy", CallStatus.REJECTED));
    assertThat(calls(tablet)).isEmpty();
    assertThat(calls(bob)).isEqualTo(before);
    for (RecordingConnection device : List.of(bob, laptop)) {
      assertThat(missed(device)).containsExactly("{\"callId\":\"x\",\"callType\":\"audio\"}");
    }
    assertThat(missed(eve)).isEmpty();
    conflicts(() -> handle(eve, new EndCall(new CallId("x"), null)));
  }

  @Test
  void the_second_of_two_calls_to_each_other_ends_where_its_id_is_later() {
    ring();
    call(bob, "ada", "z");
    CallEnded glare = ended(new CallId("z"), "glare");
    assertThat(calls(bob)).containsExactly(incoming("m"), glare);
    assertThat(calls(ada)).containsExactly(glare);
    answer(laptop);
    assertThat(missed(bob)).isEmpty();
  }

  @Test
  void the_first_of_two_calls_to_each_other_ends_where_its_id_is_later() {
    ring();
    call(bob, "ada", "a");
    assertThat(calls(bob)).containsExactly(incoming("m"), ended("glare"));
    assertThat(calls(laptop)).containsExactly(incoming("m"), ended("glare"));
    assertThat(calls(ada)).hasSize(2).startsWith(ended("glare"));
    assertThat(calls(ada).getLast()).isInstanceOf(CallIncoming.class);
    conflicts(() -> answer(bob));
    handle(ada, new AnswerCall(new CallId("a"), ANSWER));
    time.advance(TIMINGS.ringing());
    assertThat(missed(bob)).isEmpty();
  }

  @RepeatedTest(20)
  void of_two_calls_to_each_other_at_once_the_first_id_goes_on() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.submit(() -> call(ada, "bob", "a"));
      executor.submit(() -> call(bob, "ada", "b"));
    }
    CallEnded glare = ended(new CallId("b"), "glare");
    assertThat(calls(ada)).contains(glare);
    assertThat(calls(bob)).contains(glare, incoming("a"));
    List<ServerEvent> rung = calls(ada).stream().filter(CallIncoming.class::isInstance).toList();
    assertThat(calls(ada).lastIndexOf(glare)).isGreaterThanOrEqualTo(rung.size());
    assertThat(ports.callStore().of(new UserId("ada")).orElseThrow().id().value()).isEqualTo("a");
  }
}
