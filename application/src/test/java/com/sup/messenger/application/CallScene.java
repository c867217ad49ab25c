package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.AnswerCall;
import com.sup.messenger.application.event.ClientEvent.EndCall;
import com.sup.messenger.application.event.ClientEvent.InitiateCall;
import com.sup.messenger.application.event.ClientEvent.OfferCandidate;
import com.sup.messenger.application.event.ClientEvent.RejectCall;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.CallEnded;
import com.sup.messenger.application.event.ServerEvent.CallIncoming;
import com.sup.messenger.application.event.ServerEvent.CandidateOffered;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.application.settings.Timings;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/// A scene of Ada, and of Bob with two devices, who share a chat.
abstract class CallScene {

  static final ChatId CHAT = new ChatId("chat");
  static final CallId CALL = new CallId("m");
  static final OpaqueJson OFFER = new OpaqueJson("{\"sdp\":\"offer\"}");
  static final OpaqueJson ANSWER = new OpaqueJson("{\"sdp\":\"answer\"}");
  static final Timings TIMINGS = Timings.DEFAULT;
  static final Duration MOMENT = Duration.ofMillis(1);

  final ManualTime time = new ManualTime();
  final Instant begun = time.instant();
  final Ports ports = MemoryPorts.create(time);
  final ChatApplication application =
      new ChatApplication(ports, Settings.of(Admission.MEMBERS), time, time, "only", Observer.NONE);

  RecordingConnection ada;
  RecordingConnection bob;
  RecordingConnection laptop;

  @BeforeEach
  void connect() {
    ada = connected("ada", "phone");
    bob = connected("bob", "phone");
    laptop = connected("bob", "laptop");
  }

  RecordingConnection connected(String user, String device) {
    ports.chatDirectory().add(CHAT, new UserId(user), 0);
    RecordingConnection connection = new RecordingConnection(user, device);
    application.connect(connection, new Arrival.Fresh(Map.of()));
    return connection;
  }

  Reply handle(Connection from, ClientEvent event) {
    Reply reply = application.handle(from, event);
    application.acknowledged(from, reply);
    return reply;
  }

  CallId call(Connection from, String target, String id) {
    InitiateCall event =
        new InitiateCall(
            id == null ? null : new CallId(id), new UserId(target), CallType.AUDIO, OFFER, CHAT);
    return ((Reply.CallInitiated) handle(from, event)).callId();
  }

  void ring() {
    call(ada, "bob", "m");
  }

  void talk() {
    ring();
    answer(bob);
  }

  Reply answer(Connection by) {
    return handle(by, new AnswerCall(CALL, ANSWER));
  }

  void reject(Connection by) {
    handle(by, new RejectCall(CALL, new Text("not now")));
  }

  void end(Connection by) {
    handle(by, new EndCall(CALL, new Text("bye")));
  }

  void offer(Connection by, int number) {
    handle(by, new OfferCandidate(CALL, candidate(number)));
  }

  static OpaqueJson candidate(int number) {
    return new OpaqueJson("{ this is \"never\" read: " + number);
  }

  static CallEnded ended(CallId call, String reason) {
    return new CallEnded(call, reason, CallStatus.ENDED);
  }

  static CallEnded ended(String reason) {
    return ended(CALL, reason);
  }

  static List<ServerEvent> calls(RecordingConnection device) {
    return device.received().stream()
        .filter(e -> e.getClass().getAnnotation(EventName.class).value().startsWith("call:"))
        .toList();
  }

  static List<String> missed(RecordingConnection device) {
    return device.received(NotificationNew.class).stream()
        .filter(notification -> notification.type() == NotificationType.CALL_MISSED)
        .map(notification -> notification.data().json())
        .toList();
  }

  /// Returns the event of a call that began with the scene.
  CallIncoming incoming(String call) {
    return new CallIncoming(
        new CallId(call),
        new UserId("ada"),
        "ada",
        null,
        CallType.AUDIO,
        OFFER,
        CHAT,
        CallStatus.INCOMING,
        begun.plus(TIMINGS.ringing()));
  }

  static List<CandidateOffered> candidates(int... numbers) {
    return IntStream.of(numbers).mapToObj(n -> new CandidateOffered(CALL, candidate(n))).toList();
  }

  static void refused(Refusal refusal, Runnable event) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(event::run)
        .extracting(RefusedException::refusal)
        .isEqualTo(refusal);
  }

  void conflicts(Runnable event) {
    refused(Refusal.CALL_CONFLICT, event);
  }
}
