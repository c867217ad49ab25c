package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.ClientEvent.AnswerCall;
import com.sup.messenger.application.ClientEvent.EndCall;
import com.sup.messenger.application.ClientEvent.InitiateCall;
import com.sup.messenger.application.ClientEvent.OfferCandidate;
import com.sup.messenger.application.ClientEvent.RejectCall;
import com.sup.messenger.application.ServerEvent.CallAnswered;
import com.sup.messenger.application.ServerEvent.CallEnded;
import com.sup.messenger.application.ServerEvent.CallIncoming;
import com.sup.messenger.application.ServerEvent.CallRejected;
import com.sup.messenger.application.ServerEvent.CandidateOffered;
import com.sup.messenger.application.ServerEvent.NotificationNew;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.Ports;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.CallStatus;
import com.sup.messenger.domain.call.CallType;
import com.sup.messenger.domain.notification.NotificationType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTest {

  private static final ChatId CHAT = new ChatId("chat");
  private static final CallId CALL = new CallId("m");
  private static final OpaqueJson OFFER = new OpaqueJson("{\"sdp\":\"offer\"}");
  private static final OpaqueJson ANSWER = new OpaqueJson("{\"sdp\":\"answer\"}");
  private static final Timings TIMINGS = Timings.DEFAULT;
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final ManualTime time = new ManualTime();
  private final Ports ports = MemoryPorts.create(time);
  private final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time);

  private RecordingConnection ada;
  private RecordingConnection bob;
  private RecordingConnection laptop;

  @BeforeEach
  void connect() {
    ada = connected("ada", "phone");
    bob = connected("bob", "phone");
    laptop = connected("bob", "laptop");
  }

  private RecordingConnection connected(String user, String device) {
    ports.chatDirectory().add(CHAT, new UserId(user));
    RecordingConnection connection = new RecordingConnection(user, device);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  private Reply handle(Connection from, ClientEvent event) {
    Reply reply = application.handle(from, event);
    application.acknowledged(from, reply);
    return reply;
  }

  private CallId call(Connection from, String target, String id) {
    InitiateCall event =
        new InitiateCall(
            id == null ? null : new CallId(id), new UserId(target), CallType.AUDIO, OFFER, CHAT);
    return ((Reply.CallInitiated) handle(from, event)).callId();
  }

  private void ring() {
    call(ada, "bob", "m");
  }

  private void talk() {
    ring();
    answer(bob);
  }

  private Reply answer(Connection by) {
    return handle(by, new AnswerCall(CALL, ANSWER));
  }

  private void reject(Connection by) {
    handle(by, new RejectCall(CALL, new Text("not now")));
  }

  private void end(Connection by) {
    handle(by, new EndCall(CALL, new Text("bye")));
  }

  private void offer(Connection by, int number) {
    handle(by, new OfferCandidate(CALL, candidate(number)));
  }

  private static OpaqueJson candidate(int number) {
    return new OpaqueJson("{ this is \"never\" read: " + number);
  }

  private static CallEnded ended(CallId call, String reason) {
    return new CallEnded(call, reason, CallStatus.ENDED);
  }

  private static CallEnded ended(String reason) {
    return ended(CALL, reason);
  }

  private static List<ServerEvent> calls(RecordingConnection device) {
    return device.received().stream()
        .filter(e -> e.getClass().getAnnotation(EventName.class).value().startsWith("call:"))
        .toList();
  }

  private static List<String> missed(RecordingConnection device) {
    return device.received(NotificationNew.class).stream()
        .filter(notification -> notification.type() == NotificationType.CALL_MISSED)
        .map(notification -> notification.data().json())
        .toList();
  }

  private static CallIncoming incoming(String call) {
    return new CallIncoming(
        new CallId(call),
        new UserId("ada"),
        "ada",
        null,
        CallType.AUDIO,
        OFFER,
        CallStatus.INCOMING);
  }

  private static List<CandidateOffered> candidates(int... numbers) {
    return IntStream.of(numbers).mapToObj(n -> new CandidateOffered(CALL, candidate(n))).toList();
  }

  private static void refused(Refusal refusal, Runnable event) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(event::run)
        .extracting(RefusedException::refusal)
        .isEqualTo(refusal);
  }

  private void conflicts(Runnable event) {
    refused(Refusal.CALL_CONFLICT, event);
  }

  @Nested
  class Beginning {

    @Test
    void a_caller_who_was_away_learns_that_the_call_is_over() {
      ring();
      String offset = ada.offset(ada.received().size() - 1);
      application.disconnect(ada, true);
      reject(bob);
      RecordingConnection back = new RecordingConnection("ada", "phone");
      application.connect(
          back,
          application.claim(ada.recoveryKey(), offset, ada.actor(), () -> true).orElseThrow());
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
          application
              .claim(laptop.recoveryKey(), offset, laptop.actor(), () -> true)
              .orElseThrow());
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
          application
              .claim(laptop.recoveryKey(), offset, laptop.actor(), () -> true)
              .orElseThrow());
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
      assertThat(calls(bob)).containsExactly(incoming("m"));
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
    void an_id_in_use_conflicts_while_the_call_is_remembered() {
      ring();
      RecordingConnection eve = connected("eve", "phone");
      conflicts(() -> call(eve, "ada", "m"));
      end(ada);
      conflicts(() -> call(eve, "ada", "m"));
      time.advance(TIMINGS.endedCall());
      assertThat(call(eve, "ada", "m")).isEqualTo(CALL);
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
      assertThat(ports.callBook().of(new UserId("ada")).orElseThrow().id().value()).isEqualTo("a");
    }
  }

  @Nested
  class Answering {

    @Test
    void the_calling_device_gets_the_answer_and_the_targets_others_stop() {
      RecordingConnection adasLaptop = connected("ada", "laptop");
      talk();
      assertThat(calls(ada)).containsExactly(new CallAnswered(CALL, ANSWER, CallStatus.ANSWERED));
      assertThat(calls(adasLaptop)).isEmpty();
      assertThat(calls(laptop)).containsExactly(incoming("m"), ended("answered-elsewhere"));
      assertThat(calls(bob)).containsExactly(incoming("m"));
    }

    @Test
    void no_device_of_the_caller_answers_or_rejects() {
      RecordingConnection adasLaptop = connected("ada", "laptop");
      ring();
      conflicts(() -> answer(ada));
      conflicts(() -> answer(adasLaptop));
      conflicts(() -> reject(ada));
      answer(bob);
    }

    @Test
    void a_call_is_answered_once() {
      talk();
      conflicts(() -> answer(laptop));
      conflicts(() -> answer(bob));
      conflicts(() -> reject(laptop));
    }

    @RepeatedTest(20)
    void of_two_devices_that_answer_at_once_one_does() {
      ring();
      try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.submit(() -> answer(bob));
        executor.submit(() -> answer(laptop));
      }
      assertThat(ada.received(CallAnswered.class)).hasSize(1);
      assertThat(bob.received(CallEnded.class).size() + laptop.received(CallEnded.class).size())
          .isEqualTo(1);
    }

    @Test
    void an_answered_call_does_not_time_out() {
      talk();
      time.advance(TIMINGS.ringing().multipliedBy(10));
      assertThat(ada.received(CallEnded.class)).isEmpty();
      assertThat(missed(bob)).isEmpty();
    }
  }

  @Nested
  class Rejecting {

    @Test
    void the_caller_is_told_and_the_targets_others_stop() {
      ring();
      reject(bob);
      assertThat(calls(ada))
          .containsExactly(new CallRejected(CALL, "not now", CallStatus.REJECTED));
      assertThat(calls(laptop)).containsExactly(incoming("m"), ended("rejected-elsewhere"));
      assertThat(calls(bob)).containsExactly(incoming("m"));
      assertThat(missed(bob)).isEmpty();
    }

    @Test
    void nothing_can_be_done_with_a_call_that_is_over() {
      ring();
      reject(bob);
      for (RecordingConnection device : List.of(ada, bob, laptop)) {
        conflicts(() -> answer(device));
        conflicts(() -> reject(device));
        conflicts(() -> end(device));
        conflicts(() -> offer(device, 1));
      }
    }

    @Test
    void both_are_free_again() {
      ring();
      reject(bob);
      call(bob, "ada", "next");
      assertThat(ada.received(CallIncoming.class)).hasSize(1);
    }
  }

  @Nested
  class Ending {

    @Test
    void the_caller_gives_up_and_the_call_is_missed() {
      ring();
      end(ada);
      assertThat(calls(bob)).containsExactly(incoming("m"), ended("bye"));
      assertThat(calls(laptop)).containsExactly(incoming("m"), ended("bye"));
      assertThat(calls(ada)).isEmpty();
      assertThat(missed(bob)).containsExactly("{\"callId\":\"m\",\"callType\":\"audio\"}");
      assertThat(missed(laptop)).hasSize(1);
      assertThat(missed(ada)).isEmpty();
    }

    @Test
    void another_device_of_the_caller_gives_up() {
      RecordingConnection adasLaptop = connected("ada", "laptop");
      ring();
      end(adasLaptop);
      assertThat(calls(ada)).containsExactly(ended("bye"));
      assertThat(calls(bob)).containsExactly(incoming("m"), ended("bye"));
    }

    @Test
    void the_target_ends_while_it_rings() {
      ring();
      end(bob);
      assertThat(calls(ada)).containsExactly(ended("bye"));
      assertThat(calls(laptop)).containsExactly(incoming("m"), ended("rejected-elsewhere"));
      assertThat(missed(bob)).isEmpty();
    }

    @Test
    void either_hangs_up_and_the_other_device_is_told() {
      talk();
      end(bob);
      assertThat(calls(ada)).endsWith(ended("bye"));
      assertThat(calls(bob)).containsExactly(incoming("m"));
      assertThat(calls(laptop)).containsExactly(incoming("m"), ended("answered-elsewhere"));
      assertThat(missed(bob)).isEmpty();
    }

    @Test
    void another_device_hangs_up_and_both_devices_are_told() {
      talk();
      end(laptop);
      assertThat(calls(ada)).endsWith(ended("bye"));
      assertThat(calls(bob)).endsWith(ended("bye"));
    }

    @Test
    void a_call_that_is_over_cannot_end() {
      talk();
      end(ada);
      conflicts(() -> end(bob));
      conflicts(() -> end(ada));
    }

    @Test
    void nobody_answers_in_time() {
      ring();
      time.advance(TIMINGS.ringing().minus(MOMENT));
      assertThat(calls(ada)).isEmpty();
      time.advance(MOMENT);
      assertThat(calls(ada)).containsExactly(ended("no-answer"));
      assertThat(calls(bob)).containsExactly(incoming("m"), ended("no-answer"));
      assertThat(calls(laptop)).containsExactly(incoming("m"), ended("no-answer"));
      assertThat(missed(bob)).hasSize(1);
      conflicts(() -> answer(bob));
    }

    @Test
    void a_later_call_of_the_same_id_has_its_own_time() {
      Duration soon = Duration.ofSeconds(1);
      Timings timings = new Timings(soon, soon, TIMINGS.ringing(), TIMINGS.callReturn(), soon);
      ChatApplication forgetful =
          new ChatApplication(ports, new Settings(Admission.MEMBERS, timings), time, time);
      InitiateCall event = new InitiateCall(CALL, new UserId("bob"), CallType.AUDIO, OFFER, CHAT);
      forgetful.handle(ada, event);
      forgetful.handle(ada, new EndCall(CALL, null));
      time.advance(soon);
      forgetful.handle(ada, event);
      time.advance(TIMINGS.ringing().minus(MOMENT));
      assertThat(calls(ada)).isEmpty();
      time.advance(MOMENT);
      assertThat(calls(ada)).containsExactly(ended("no-answer"));
    }

    @Test
    void a_call_that_ended_long_ago_is_forgotten() {
      ring();
      end(ada);
      time.advance(TIMINGS.endedCall().minus(MOMENT));
      conflicts(() -> end(bob));
      time.advance(MOMENT);
      refused(Refusal.CALL_NOT_FOUND, () -> end(bob));
      refused(Refusal.CALL_NOT_FOUND, () -> answer(bob));
    }

    @Test
    void only_the_parties_know_of_a_call() {
      RecordingConnection eve = connected("eve", "phone");
      refused(Refusal.CALL_NOT_FOUND, () -> end(ada));
      ring();
      for (int state = 0; state < 3; state++) {
        refused(Refusal.CALL_NOT_FOUND, () -> answer(eve));
        refused(Refusal.CALL_NOT_FOUND, () -> reject(eve));
        refused(Refusal.CALL_NOT_FOUND, () -> end(eve));
        refused(Refusal.CALL_NOT_FOUND, () -> offer(eve, 1));
        if (state == 0) {
          answer(bob);
        } else if (state == 1) {
          end(bob);
        }
      }
    }
  }

  @Nested
  class Candidates {

    @Test
    void they_wait_for_the_answer_and_come_after_it_in_order() {
      ring();
      offer(ada, 1);
      offer(bob, 2);
      offer(laptop, 3);
      offer(bob, 4);
      offer(ada, 5);
      assertThat(ada.received(CandidateOffered.class)).isEmpty();
      answer(bob);
      assertThat(calls(ada)).startsWith(new CallAnswered(CALL, ANSWER, CallStatus.ANSWERED));
      assertThat(ada.received(CandidateOffered.class)).isEqualTo(candidates(2, 4));
      assertThat(bob.received(CandidateOffered.class)).isEqualTo(candidates(1, 5));
      assertThat(laptop.received(CandidateOffered.class)).isEmpty();
    }

    @Test
    void later_ones_are_live_between_the_two_devices() {
      RecordingConnection adasLaptop = connected("ada", "laptop");
      talk();
      offer(ada, 1);
      offer(bob, 2);
      assertThat(bob.received(CandidateOffered.class)).isEqualTo(candidates(1));
      assertThat(ada.received(CandidateOffered.class)).isEqualTo(candidates(2));
      conflicts(() -> offer(laptop, 3));
      conflicts(() -> offer(adasLaptop, 4));
    }

    @Test
    void another_device_of_the_caller_offers_none() {
      RecordingConnection adasLaptop = connected("ada", "laptop");
      ring();
      conflicts(() -> offer(adasLaptop, 1));
    }

    @Test
    void the_first_sixty_four_of_a_device_are_kept() {
      ring();
      IntStream.range(0, 70).forEach(i -> offer(ada, i));
      answer(bob);
      offer(ada, 99);
      int[] expected = IntStream.concat(IntStream.range(0, 64), IntStream.of(99)).toArray();
      assertThat(bob.received(CandidateOffered.class)).isEqualTo(candidates(expected));
    }

    @RepeatedTest(20)
    void those_that_cross_the_answer_come_in_order() {
      ring();
      try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.submit(() -> IntStream.range(0, 60).forEach(i -> offer(ada, i)));
        executor.submit(() -> answer(bob));
      }
      assertThat(bob.received(CandidateOffered.class))
          .isEqualTo(candidates(IntStream.range(0, 60).toArray()));
    }
  }

  @Nested
  class Connections {

    @Test
    void a_device_of_the_target_that_connects_rings() {
      ring();
      RecordingConnection tablet = connected("bob", "tablet");
      assertThat(calls(tablet)).containsExactly(incoming("m"));
      assertThat(tablet.received().getLast()).isInstanceOf(ServerEvent.SyncComplete.class);
      answer(tablet);
      assertThat(calls(bob)).endsWith(ended("answered-elsewhere"));
    }

    @Test
    void a_target_without_a_device_rings_until_the_time_is_over() {
      ports.chatDirectory().add(CHAT, new UserId("carl"));
      call(ada, "carl", "m");
      time.advance(TIMINGS.ringing());
      assertThat(calls(ada)).containsExactly(ended("no-answer"));
      RecordingConnection late = connected("carl", "phone");
      assertThat(calls(late)).isEmpty();
      assertThat(missed(late)).hasSize(1);
    }

    @Test
    void a_device_that_does_not_come_back_ends_the_call_for_the_other() {
      talk();
      application.disconnect(bob, true);
      time.advance(TIMINGS.callReturn().minus(MOMENT));
      assertThat(ada.received(CallEnded.class)).isEmpty();
      time.advance(MOMENT);
      assertThat(ada.received(CallEnded.class)).containsExactly(ended("disconnected"));
      assertThat(calls(laptop)).endsWith(ended("answered-elsewhere"));
      assertThat(missed(bob)).isEmpty();
      conflicts(() -> end(ada));
    }

    @Test
    void the_calling_device_that_does_not_come_back_ends_the_call_for_the_other() {
      talk();
      application.disconnect(ada, true);
      time.advance(TIMINGS.callReturn());
      assertThat(calls(bob)).endsWith(ended("disconnected"));
    }

    @Test
    void a_device_that_comes_back_is_in_the_call() {
      talk();
      application.disconnect(bob, true);
      time.advance(TIMINGS.callReturn().minus(MOMENT));
      RecordingConnection back = connected("bob", "phone");
      time.advance(TIMINGS.callReturn().multipliedBy(2));
      offer(ada, 1);
      assertThat(calls(back)).isEqualTo(candidates(1));
      end(back);
      assertThat(calls(ada)).endsWith(ended("bye"));
    }

    @Test
    void another_device_of_the_user_does_not_come_back_for_it() {
      talk();
      application.disconnect(bob, true);
      connected("bob", "tablet");
      time.advance(TIMINGS.callReturn());
      assertThat(calls(ada)).endsWith(ended("disconnected"));
    }

    @Test
    void each_drop_has_its_own_time() {
      talk();
      application.disconnect(bob, true);
      time.advance(TIMINGS.callReturn().minus(MOMENT));
      application.disconnect(connected("bob", "phone"), true);
      time.advance(TIMINGS.callReturn().minus(MOMENT));
      assertThat(ada.received(CallEnded.class)).isEmpty();
      time.advance(MOMENT);
      assertThat(calls(ada)).endsWith(ended("disconnected"));
    }

    @Test
    void the_end_of_an_older_connection_of_the_device_says_nothing() {
      talk();
      connected("bob", "phone");
      application.disconnect(bob, true);
      time.advance(TIMINGS.callReturn());
      assertThat(ada.received(CallEnded.class)).isEmpty();
    }

    @Test
    void a_device_that_is_still_connected_by_another_connection_is_in_the_call() {
      talk();
      RecordingConnection second = connected("bob", "phone");
      application.disconnect(second, true);
      time.advance(TIMINGS.callReturn());
      assertThat(ada.received(CallEnded.class)).isEmpty();
      application.disconnect(bob, true);
      time.advance(TIMINGS.callReturn());
      assertThat(calls(ada)).endsWith(ended("disconnected"));
    }

    @Test
    void a_device_that_is_not_in_the_call_may_go() {
      RecordingConnection adasLaptop = connected("ada", "laptop");
      talk();
      application.disconnect(laptop, true);
      application.disconnect(adasLaptop, true);
      time.advance(TIMINGS.callReturn());
      assertThat(ada.received(CallEnded.class)).isEmpty();
    }

    @Test
    void a_ringing_call_whose_calling_device_does_not_come_back_ends_and_is_missed() {
      ring();
      application.disconnect(ada, true);
      time.advance(TIMINGS.callReturn());
      assertThat(calls(bob)).containsExactly(incoming("m"), ended("disconnected"));
      assertThat(calls(laptop)).containsExactly(incoming("m"), ended("disconnected"));
      assertThat(missed(bob)).hasSize(1);
    }

    @Test
    void a_ringing_call_goes_on_without_devices_of_the_target() {
      ring();
      application.disconnect(bob, true);
      application.disconnect(laptop, true);
      time.advance(TIMINGS.callReturn());
      answer(connected("bob", "phone"));
      assertThat(ada.received(CallAnswered.class)).hasSize(1);
    }

    @Test
    void a_calling_device_that_is_away_gets_the_answer_when_it_comes_back() {
      ring();
      application.disconnect(ada, true);
      offer(bob, 1);
      answer(bob);
      offer(bob, 2);
      RecordingConnection back = connected("ada", "phone");
      offer(bob, 3);
      assertThat(calls(back)).startsWith(new CallAnswered(CALL, ANSWER, CallStatus.ANSWERED));
      assertThat(back.received(CandidateOffered.class)).isEqualTo(candidates(1, 2, 3));
      assertThat(calls(connected("ada", "phone"))).isEmpty();
    }

    @RepeatedTest(20)
    void a_device_that_connects_while_the_call_ends_does_not_ring_on() {
      ring();
      RecordingConnection tablet = new RecordingConnection("bob", "tablet");
      try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.submit(() -> application.connect(tablet, new Arrival.Fresh(Map.of())));
        executor.submit(() -> end(ada));
      }
      if (!tablet.received(CallIncoming.class).isEmpty()) {
        assertThat(calls(tablet).getLast()).isInstanceOf(CallEnded.class);
      }
    }
  }
}
