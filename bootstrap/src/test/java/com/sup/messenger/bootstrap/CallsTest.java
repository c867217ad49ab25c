package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallsTest {

  private static final JSONObject OFFER = json("type", "offer", "sdp", "v=0\r\n");
  private static final JSONObject ANSWER = json("type", "answer", "sdp", "v=0\r\n");
  private static final Duration SHORT = Duration.ofMillis(300);

  @AutoClose
  private static final RunningService service =
      new RunningService(
          "RATE_LIMITS=default=unlimited",
          "ICE_SERVERS=stun:stun.example.org,turn:turn.example.org:3478?transport=udp",
          "TURN_SECRET=turn-shared-secret");

  private String ada;
  private String bob;
  private String call;
  private TestClient caller;
  private TestClient phone;
  private TestClient laptop;

  @AfterEach
  void part() {
    service.disconnectAll();
  }

  @BeforeEach
  void meet() {
    meet(service);
  }

  /// Makes new users, who share a chat.
  private void meet(RunningService service) {
    String each = UUID.randomUUID().toString();
    ada = "ada-" + each;
    bob = "bob-" + each;
    call = "call-" + each;
    caller = overWebSocket(service, ada);
    phone = overWebSocket(service, bob);
    laptop = service.connect(bob, bob + "-laptop");
    caller.succeed("chat:join", json("chatId", "chat-" + each));
    phone.succeed("chat:join", json("chatId", "chat-" + each));
  }

  /// Connects the first device of a user without a change of transport, because a client in the
  /// middle of one does not drop.
  private static TestClient overWebSocket(RunningService service, String user) {
    TestClient client = service.clientWith(service.token(user, user + "-phone"), "websocket");
    client.connect();
    return client;
  }

  private static RunningService timed(Duration ringing, Duration callReturn, Duration endedCall) {
    Timings times = Timings.DEFAULT;
    return new RunningService(
        new Timings(times.typing(), times.presenceGrace(), ringing, callReturn, endedCall),
        "RATE_LIMITS=default=unlimited");
  }

  private static JSONObject initiation(String callId, String target) throws Exception {
    return json("callId", callId, "targetUserId", target, "callType", "video", "offer", OFFER);
  }

  private JSONObject theCall(Object... more) throws Exception {
    JSONObject payload = json(more);
    return payload.put("callId", call);
  }

  private void ring() throws Exception {
    caller.succeed("call:initiate", initiation(call, bob));
    phone.next("call:incoming");
    laptop.next("call:incoming");
  }

  private void talk() throws Exception {
    ring();
    phone.succeed("call:answer", theCall("answer", ANSWER));
    caller.next("call:answer");
    laptop.next("call:end");
  }

  private static void isEnded(JSONObject event, String callId, String reason) throws Exception {
    JSONObject expected = json("callId", callId, "reason", reason, "status", "ended");
    assertThat(event.toString()).isEqualTo(expected.toString());
  }

  /// Waits until the clients have received everything sent so far.
  private static void settle(TestClient... clients) throws Exception {
    for (TestClient client : clients) {
      client.succeed("chat:join", json("chatId", "settled"));
    }
  }

  @Test
  void a_call_rings_on_every_device_of_the_target() throws Exception {
    JSONObject answer = caller.succeed("call:initiate", initiation(call, bob));
    assertThat(answer.getString("callId")).isEqualTo(call);
    for (TestClient device : new TestClient[] {phone, laptop}) {
      JSONObject incoming = device.next("call:incoming");
      assertThat(incoming.getString("callId")).isEqualTo(call);
      assertThat(incoming.getString("callerId")).isEqualTo(ada);
      assertThat(incoming.getString("callerName")).isEqualTo(ada);
      assertThat(incoming.has("callerAvatar")).isFalse();
      assertThat(incoming.getString("callType")).isEqualTo("video");
      assertThat(incoming.getJSONObject("offer").toString()).isEqualTo(OFFER.toString());
      assertThat(incoming.getString("status")).isEqualTo("incoming");
    }
  }

  @Test
  void an_incoming_call_has_its_chat_and_the_end_of_its_ringing() throws Exception {
    String chat = call.replace("call-", "chat-");
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    caller.succeed("call:initiate", initiation(call, bob).put("chatId", chat));
    JSONObject incoming = phone.next("call:incoming");
    assertThat(incoming.getString("chatId")).isEqualTo(chat);
    Duration ringing = Timings.DEFAULT.ringing();
    assertThat(Instant.parse(incoming.getString("expiresAt")))
        .isBetween(before.plus(ringing), Instant.now().plus(ringing));
  }

  @Test
  void both_parties_receive_the_ice_servers() throws Exception {
    JSONObject initiated = caller.succeed("call:initiate", initiation(call, bob));
    phone.next("call:incoming");
    JSONObject answered = phone.succeed("call:answer", theCall("answer", ANSWER));
    hasIceServers(initiated, ada);
    hasIceServers(answered, bob);
  }

  private static void hasIceServers(JSONObject answer, String user) throws Exception {
    JSONObject stun = answer.getJSONArray("iceServers").getJSONObject(0);
    assertThat(stun.toString()).isEqualTo("{\"urls\":[\"stun:stun.example.org\"]}");
    JSONObject turn = answer.getJSONArray("iceServers").getJSONObject(1);
    assertThat(turn.getJSONArray("urls").getString(0))
        .isEqualTo("turn:turn.example.org:3478?transport=udp");
    assertThat(turn.getString("username")).matches("\\d{10}:" + user);
    assertThat(turn.getString("credential")).matches("[A-Za-z0-9+/]{27}=");
  }

  @Test
  void a_call_without_an_id_gets_one() throws Exception {
    JSONObject payload = initiation(call, bob);
    payload.remove("callId");
    String made = caller.succeed("call:initiate", payload).getString("callId");
    assertThat(phone.next("call:incoming").getString("callId")).isEqualTo(made);
    caller.succeed("call:end", json("callId", made));
  }

  @Test
  void a_bad_initiation_is_refused() throws Exception {
    caller.refused("call:initiate", initiation(call, ada), "INVALID_PAYLOAD");
    caller.refused("call:initiate", initiation("no spaces", bob), "INVALID_PAYLOAD");
    caller.refused("call:initiate", initiation(call, bob).put("callType", "x"), "INVALID_PAYLOAD");
    JSONObject silent = initiation(call, bob);
    silent.remove("offer");
    caller.refused("call:initiate", silent, "INVALID_PAYLOAD");
    caller.refused(
        "call:initiate", initiation(call, bob).put("chatId", "elsewhere"), "CHAT_NOT_FOUND");
    settle(phone);
    phone.sawNoMore("call:incoming");
  }

  @Test
  void strangers_are_refused() throws Exception {
    TestClient eve = service.connect("eve-" + call);
    eve.refused("call:initiate", initiation(call, bob), "PERMISSION_DENIED");
    caller.refused("call:initiate", initiation(call, "nobody"), "PERMISSION_DENIED");
    ring();
    for (String event : new String[] {"call:end", "call:reject"}) {
      eve.refused(event, theCall(), "CALL_NOT_FOUND");
      caller.refused(event, json("callId", "unknown"), "CALL_NOT_FOUND");
    }
    eve.refused("call:answer", theCall("answer", ANSWER), "CALL_NOT_FOUND");
    eve.refused("call:ice-candidate", theCall("candidate", OFFER), "CALL_NOT_FOUND");
  }

  @Test
  void an_answer_reaches_the_calling_device_and_stops_the_targets_others() throws Exception {
    TestClient tablet = service.connect(ada, ada + "-tablet");
    ring();
    phone.succeed("call:answer", theCall("answer", ANSWER));
    JSONObject answer = caller.next("call:answer");
    assertThat(answer.getJSONObject("answer").toString()).isEqualTo(ANSWER.toString());
    assertThat(answer.getString("callId")).isEqualTo(call);
    assertThat(answer.getString("status")).isEqualTo("answered");
    isEnded(laptop.next("call:end"), call, "answered-elsewhere");
    settle(phone, tablet);
    phone.sawNoMore("call:end");
    tablet.sawNoMore("call:answer");
  }

  @Test
  void a_wrong_state_conflicts() throws Exception {
    ring();
    caller.refused("call:answer", theCall("answer", ANSWER), "CALL_CONFLICT");
    caller.refused("call:reject", theCall(), "CALL_CONFLICT");
    caller.refused("call:initiate", initiation("second-" + call, bob), "CALL_CONFLICT");
    phone.succeed("call:answer", theCall("answer", ANSWER));
    laptop.refused("call:answer", theCall("answer", ANSWER), "CALL_CONFLICT");
    laptop.refused("call:reject", theCall(), "CALL_CONFLICT");
    laptop.refused("call:ice-candidate", theCall("candidate", OFFER), "CALL_CONFLICT");
    caller.succeed("call:end", theCall());
    phone.refused("call:end", theCall(), "CALL_CONFLICT");
    phone.refused("call:ice-candidate", theCall("candidate", OFFER), "CALL_CONFLICT");
    caller.refused("call:initiate", initiation(call, bob), "CALL_CONFLICT");
  }

  @Test
  void a_rejection_reaches_the_caller_and_stops_the_targets_others() throws Exception {
    ring();
    phone.succeed("call:reject", theCall("reason", "in a meeting"));
    JSONObject rejection = caller.next("call:reject");
    assertThat(rejection.toString())
        .isEqualTo(theCall("reason", "in a meeting", "status", "rejected").toString());
    isEnded(laptop.next("call:end"), call, "rejected-elsewhere");
    settle(phone);
    phone.sawNoMore("call:end");
  }

  @Test
  void either_hangs_up() throws Exception {
    talk();
    phone.succeed("call:end", theCall("reason", "bye"));
    isEnded(caller.next("call:end"), call, "bye");
    settle(phone, laptop);
    phone.sawNoMore("call:end");
    laptop.sawNoMore("call:end");
  }

  @Test
  void the_caller_ends_a_ringing_call_on_every_device_of_the_target() throws Exception {
    ring();
    caller.succeed("call:end", theCall());
    for (TestClient device : new TestClient[] {phone, laptop}) {
      JSONObject end = device.next("call:end");
      assertThat(end.getString("callId")).isEqualTo(call);
      assertThat(end.getString("status")).isEqualTo("ended");
      assertThat(end.has("reason")).isFalse();
    }
  }

  @Test
  void the_target_ends_a_ringing_call() throws Exception {
    ring();
    phone.succeed("call:end", theCall("reason", "no"));
    isEnded(caller.next("call:end"), call, "no");
    isEnded(laptop.next("call:end"), call, "rejected-elsewhere");
  }

  @Test
  void candidates_wait_for_the_answer_then_flow() throws Exception {
    ring();
    for (int i = 0; i < 64; i++) {
      caller.succeed("call:ice-candidate", theCall("candidate", "c" + i));
    }
    caller.refused("call:ice-candidate", theCall("candidate", "late"), "CALL_CONFLICT");
    phone.succeed("call:ice-candidate", theCall("candidate", json("candidate", "p")));
    laptop.succeed("call:ice-candidate", theCall("candidate", json("candidate", "l")));
    settle(phone, caller);
    phone.sawNoMore("call:ice-candidate");
    phone.succeed("call:answer", theCall("answer", ANSWER));
    for (int i = 0; i < 64; i++) {
      assertThat(phone.next("call:ice-candidate").getString("candidate")).isEqualTo("c" + i);
    }
    assertThat(caller.next("call:ice-candidate").getJSONObject("candidate").getString("candidate"))
        .isEqualTo("p");
    caller.succeed("call:ice-candidate", theCall("candidate", "live"));
    assertThat(phone.next("call:ice-candidate").getString("candidate")).isEqualTo("live");
    phone.succeed("call:ice-candidate", theCall("candidate", "too"));
    assertThat(caller.next("call:ice-candidate").getString("candidate")).isEqualTo("too");
    settle(laptop);
    laptop.sawNoMore("call:ice-candidate");
  }

  @Test
  void both_devices_renegotiate_a_running_call() throws Exception {
    talk();
    JSONObject again = json("type", "offer", "sdp", "v=0\r\nagain");
    JSONObject answer = caller.succeed("call:renegotiate", theCall("description", again));
    assertThat(answer.toString()).isEqualTo("{\"success\":true}");
    JSONObject event = phone.next("call:renegotiate");
    assertThat(event.length()).isEqualTo(2);
    assertThat(event.getString("callId")).isEqualTo(call);
    assertThat(event.getJSONObject("description").toString()).isEqualTo(again.toString());
    phone.succeed("call:renegotiate", theCall("description", ANSWER));
    assertThat(caller.next("call:renegotiate").getJSONObject("description").toString())
        .isEqualTo(ANSWER.toString());
    JSONObject rollback = json("type", "rollback");
    phone.succeed("call:renegotiate", theCall("description", rollback.put("sdp", "")));
    assertThat(caller.next("call:renegotiate").getJSONObject("description").toString())
        .isEqualTo("{\"type\":\"rollback\"}");
    settle(caller, phone, laptop);
    for (TestClient device : new TestClient[] {caller, phone, laptop}) {
      device.sawNoMore("call:renegotiate");
    }
  }

  @Test
  void a_call_is_renegotiated_by_its_devices_while_it_runs() throws Exception {
    JSONObject payload = theCall("description", OFFER);
    TestClient eve = service.connect("eve-" + call);
    ring();
    caller.refused("call:renegotiate", payload, "CALL_CONFLICT");
    phone.refused("call:renegotiate", payload, "CALL_CONFLICT");
    phone.succeed("call:answer", theCall("answer", ANSWER));
    laptop.refused("call:renegotiate", payload, "CALL_CONFLICT");
    eve.refused("call:renegotiate", payload, "CALL_NOT_FOUND");
    caller.refused(
        "call:renegotiate", json("callId", "unknown", "description", OFFER), "CALL_NOT_FOUND");
    caller.succeed("call:end", theCall());
    phone.refused("call:renegotiate", payload, "CALL_CONFLICT");
  }

  @Test
  void a_description_is_one_of_three() throws Exception {
    talk();
    String types = "description is not valid: type must be one of offer, answer, rollback";
    String sdp = "description is not valid: sdp must be a string";
    describes("text", "description must be an object");
    describes(json(), types);
    describes(json("type", "pranswer", "sdp", "v=0"), types);
    describes(json("type", 1), types);
    describes(json("type", "offer", "sdp", 7), sdp);
    String longest = "x".repeat(64 * 1024);
    describes(json("type", "offer", "sdp", longest + "x"), sdp + " of 1 to 65536 bytes");
    assertThat(caller.refused("call:renegotiate", theCall(), "INVALID_PAYLOAD").get("message"))
        .isEqualTo("description must be an object");
    caller.succeed(
        "call:renegotiate",
        theCall("description", json("type", "offer", "sdp", longest, "more", 1)));
    JSONObject description = phone.next("call:renegotiate").getJSONObject("description");
    assertThat(description.length()).isEqualTo(2);
    assertThat(description.getString("sdp")).isEqualTo(longest);
  }

  private void describes(Object description, String message) throws Exception {
    JSONObject payload = theCall("description", description);
    assertThat(caller.refused("call:renegotiate", payload, "INVALID_PAYLOAD").getString("message"))
        .isEqualTo(message);
  }

  @Test
  void a_busy_target_rejects() throws Exception {
    TestClient carl = service.connect("carl-" + call);
    carl.succeed("chat:join", json("chatId", call.replace("call-", "chat-")));
    ring();
    String second = "second-" + call;
    carl.succeed("call:initiate", initiation(second, bob));
    assertThat(carl.next("call:reject").toString())
        .isEqualTo(json("callId", second, "reason", "busy", "status", "rejected").toString());
    carl.succeed("call:initiate", initiation("third-" + call, ada));
    assertThat(carl.next("call:reject").getString("reason")).isEqualTo("busy");
    for (TestClient device : new TestClient[] {phone, laptop}) {
      JSONObject missed = device.next("notification:new");
      assertThat(missed.getString("type")).isEqualTo("call_missed");
      assertThat(missed.getString("fromUserId")).isEqualTo("carl-" + call);
      assertThat(missed.getJSONObject("data").getString("callId")).isEqualTo(second);
    }
    assertThat(caller.next("notification:new").getString("type")).isEqualTo("call_missed");
    settle(phone);
    phone.sawNoMore("call:incoming");
  }

  @Test
  void of_two_calls_to_each_other_the_first_id_continues() throws Exception {
    caller.tell("call:initiate", initiation("b-" + call, bob));
    phone.tell("call:initiate", initiation("a-" + call, ada));
    for (TestClient device : new TestClient[] {caller, phone}) {
      isEnded(device.next("call:end"), "b-" + call, "glare");
    }
    JSONObject incoming = caller.next("call:incoming");
    assertThat(incoming.getString("callId")).isEqualTo("a-" + call);
    caller.succeed("call:answer", json("callId", "a-" + call, "answer", ANSWER));
    phone.next("call:answer");
  }

  @Test
  void a_device_that_connects_while_it_rings_rings_too() throws Exception {
    ring();
    TestClient tablet = service.connect(bob, bob + "-tablet");
    assertThat(tablet.next("call:incoming").getString("callId")).isEqualTo(call);
    tablet.succeed("call:answer", theCall("answer", ANSWER));
    isEnded(phone.next("call:end"), call, "answered-elsewhere");
  }

  @Test
  void a_device_that_comes_back_continues_the_call() throws Exception {
    talk();
    phone.drop();
    TestClient back = service.connect(bob);
    caller.succeed("call:ice-candidate", theCall("candidate", "again"));
    assertThat(back.next("call:ice-candidate").getString("candidate")).isEqualTo("again");
    back.succeed("call:end", theCall());
    caller.next("call:end");
  }

  @Test
  void nobody_answers_in_time() throws Exception {
    try (RunningService hasty = timed(SHORT, Duration.ofMinutes(1), Duration.ofMinutes(1))) {
      meet(hasty);
      caller.succeed("call:initiate", initiation(call, bob));
      for (TestClient device : new TestClient[] {caller, phone, laptop}) {
        isEnded(device.next("call:end"), call, "no-answer");
      }
      JSONObject missed = phone.next("notification:new");
      assertThat(missed.getString("type")).isEqualTo("call_missed");
      assertThat(missed.getString("fromUserId")).isEqualTo(ada);
      phone.refused("call:answer", theCall("answer", ANSWER), "CALL_CONFLICT");
    }
  }

  @Test
  void a_target_without_a_device_does_not_answer_either() throws Exception {
    try (RunningService hasty = timed(SHORT, Duration.ofMinutes(1), Duration.ofMinutes(1))) {
      meet(hasty);
      phone.close();
      laptop.close();
      caller.succeed("call:initiate", initiation(call, bob));
      isEnded(caller.next("call:end"), call, "no-answer");
    }
  }

  @Test
  void a_device_that_does_not_come_back_ends_its_call() throws Exception {
    try (RunningService hasty = timed(Duration.ofMinutes(1), SHORT, Duration.ofMinutes(1))) {
      meet(hasty);
      talk();
      phone.drop();
      isEnded(caller.next("call:end"), call, "disconnected");
    }
  }

  @Test
  void a_calling_device_that_does_not_come_back_stops_the_ringing() throws Exception {
    try (RunningService hasty = timed(Duration.ofMinutes(1), SHORT, Duration.ofMinutes(1))) {
      meet(hasty);
      ring();
      caller.drop();
      isEnded(phone.next("call:end"), call, "disconnected");
      isEnded(laptop.next("call:end"), call, "disconnected");
    }
  }

  @Test
  void a_call_that_has_ended_is_forgotten_in_time() throws Exception {
    Duration minute = Duration.ofMinutes(1);
    try (RunningService forgetful = timed(minute, minute, Duration.ofMillis(1))) {
      meet(forgetful);
      ring();
      caller.succeed("call:end", theCall());
      phone.next("call:end");
      phone.refused("call:end", theCall(), "CALL_NOT_FOUND");
    }
  }
}
