package com.sup.messenger.bootstrap;

import static com.sup.messenger.bootstrap.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.socket.client.Socket;
import java.time.Duration;
import java.time.Instant;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

class IdleTest {

  private static final Duration MAX_IDLE = Duration.ofSeconds(2);

  @Test
  void a_connection_without_events_ends_in_spite_of_heartbeats() throws Exception {
    try (RunningService service =
        new RunningService("MAX_IDLE_TIME=" + MAX_IDLE.toMillis(), "SOCKETIO_PING_INTERVAL=200")) {
      TestClient idle = service.connect("ada");
      TestClient told = service.connect("cid");
      // Last, so that it is not idle while the others connect.
      TestClient busy = service.connect("bob");
      await()
          .until(
              () -> {
                busy.refused("no:such", json(), "INVALID_PAYLOAD");
                return !idle.socket().connected() && !told.socket().connected();
              });
      for (TestClient ended : new TestClient[] {idle, told}) {
        assertThat(ended.next("error").getString("code")).isEqualTo("IDLE_TIMEOUT");
        assertThat(ended.next(Socket.EVENT_DISCONNECT).getString("reason"))
            .isEqualTo("io server disconnect");
      }
      busy.sawNoMore(Socket.EVENT_DISCONNECT);
    }
  }

  @Test
  void an_idle_connection_lasts_as_long_as_it_may() throws Exception {
    try (RunningService service = new RunningService("MAX_IDLE_TIME=1500")) {
      Instant before = Instant.now();
      TestClient idle = service.connect("ada");
      idle.next(Socket.EVENT_DISCONNECT);
      assertThat(Duration.between(before, Instant.now()).toMillis()).isBetween(1_500L, 6_000L);
    }
  }

  @Test
  void a_device_that_only_listens_is_never_idle() throws Exception {
    try (RunningService service = new RunningService("MAX_IDLE_TIME=" + MAX_IDLE.toMillis())) {
      TestClient speaking = service.connect("bob");
      TestClient listening = service.connect("ada");
      listening.succeed("chat:join", json("chatId", "room"));
      // Ends after the listening one would, if that were idle.
      TestClient idle = service.connect("cid");
      JSONObject message = json("chatId", "room", "encryptedContent", "x", "messageType", "text");
      await()
          .until(
              () -> {
                speaking.succeed("message:new", message);
                listening.next("message:new");
                return !idle.socket().connected();
              });
      speaking.succeed("message:new", message);
      listening.next("message:new");
      listening.sawNoMore("error");
      listening.sawNoMore(Socket.EVENT_DISCONNECT);
    }
  }

  @Test
  void a_device_in_an_answered_call_is_never_idle() throws Exception {
    // Long enough for the call to begin.
    try (RunningService service = new RunningService("MAX_IDLE_TIME=3000")) {
      TestClient ada = service.connect("ada");
      TestClient bob = service.connect("bob");
      for (TestClient party : new TestClient[] {ada, bob}) {
        party.succeed("chat:join", json("chatId", "calls"));
      }
      JSONObject sdp = json("sdp", "v=0");
      JSONObject call =
          json("callId", "c", "targetUserId", "bob", "callType", "audio", "offer", sdp);
      ada.succeed("call:initiate", call);
      bob.next("call:incoming");
      bob.succeed("call:answer", json("callId", "c", "answer", sdp));
      // Each of these is idle for as long as one may be.
      for (String idle : new String[] {"carl", "dan"}) {
        service.connect(idle).next(Socket.EVENT_DISCONNECT);
      }
      ada.succeed("call:end", json("callId", "c"));
      bob.next("call:end");
      for (TestClient party : new TestClient[] {ada, bob}) {
        party.sawNoMore(Socket.EVENT_DISCONNECT);
      }
    }
  }
}
