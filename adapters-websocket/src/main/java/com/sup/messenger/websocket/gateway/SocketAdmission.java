package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.ConnectionId;
import com.sup.messenger.application.connection.FirstPresence;
import com.sup.messenger.application.connection.SentBudget;
import com.sup.messenger.application.connection.SentLog;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.SessionHeldException;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.socketio.ConnectRefused;
import com.sup.messenger.websocket.socketio.Middleware;
import com.sup.messenger.websocket.socketio.Socket;
import java.time.InstantSource;
import java.util.Optional;

/// Gives each socket its connection. The session is new, or the client comes back to it, or another
/// instance has handed it over.
final class SocketAdmission {

  private final ChatApplication application;
  private final InstantSource clock;
  private final EventCodec codec;
  private final LiveSessions sessions;
  private final Traffic traffic;

  /// A sixteenth of the heap. When all connections end at once, each writes its snapshot to the
  /// store, and that takes several times as much.
  private final SentBudget sentBudget = SentBudget.ofHeap(16);

  /// Makes the admission of one gateway.
  SocketAdmission(
      ChatApplication application,
      InstantSource clock,
      EventCodec codec,
      LiveSessions sessions,
      Traffic traffic) {
    this.application = application;
    this.clock = clock;
    this.codec = codec;
    this.sessions = sessions;
    this.traffic = traffic;
  }

  /// Admits a client: attaches its connection to the socket. A [Middleware].
  void admit(Socket socket) throws ConnectRefused {
    try {
      Credentials credentials = new Credentials(socket.handshake());
      Actor actor =
          application.authenticate(credentials.token(), credentials.text("deviceId").orElse(null));
      socket.attach(arrive(socket, actor, credentials));
    } catch (ConnectionRefusedException e) {
      throw new ConnectRefused(String.valueOf(e.getMessage()), data(e));
    } catch (SessionHeldException e) {
      // A refused client does not come back by itself. A client whose connection ends does, and
      // names the same session.
      socket.closeConnection(CloseReason.TRANSPORT_ERROR);
      throw new ConnectRefused(String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode data(ConnectionRefusedException refusal) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("code", refusal.code().name());
    refusal.retryAfter().ifPresent(wait -> data.put("retryAfterMs", wait.toMillis()));
    return data;
  }

  private DeviceConnection arrive(Socket socket, Actor actor, Credentials credentials) {
    // First: a session that was claimed for a refused client would be lost.
    FirstPresence presence = credentials.presence();
    Optional<DeviceConnection> resumed =
        credentials
            .text("pid")
            .flatMap(
                key ->
                    credentials
                        .text("offset")
                        .flatMap(offset -> resume(socket, actor, key, offset, presence)));
    return resumed.orElseGet(
        () -> begin(socket, actor, new Arrival.Fresh(credentials.cursors(), presence)));
  }

  private Optional<DeviceConnection> resume(
      Socket socket, Actor actor, String key, String offset, FirstPresence presence) {
    LiveSessions.Hold hold = sessions.take(key, actor.user(), socket);
    Optional<Arrival.Resumed> found = Optional.empty();
    try {
      found = application.claim(key, offset, actor, socket::isThere);
    } finally {
      if (found.isEmpty()) {
        sessions.release(hold);
      }
    }
    return found.map(arrival -> resume(socket, actor, hold, arrival.with(presence)));
  }

  private DeviceConnection resume(
      Socket socket, Actor actor, LiveSessions.Hold hold, Arrival.Resumed arrival) {
    socket.recoverable(arrival.snapshot().connectionId(), hold.key());
    SentLog sent = new SentLog(sentBudget);
    sent.begin(arrival.received(), System.nanoTime());
    Actor same = actor.on(arrival.snapshot().device());
    return new DeviceConnection(socket, same, hold, arrival, sent, codec, clock, traffic);
  }

  private DeviceConnection begin(Socket socket, Actor actor, Arrival.Fresh arrival) {
    application.begin(actor);
    LiveSessions.Hold hold = sessions.take(SessionKeys.next(), actor.user(), socket);
    socket.recoverable(ConnectionId.of(hold.key()), hold.key());
    return new DeviceConnection(
        socket, actor, hold, arrival, new SentLog(sentBudget), codec, clock, traffic);
  }

  /// Continues a session that another instance has handed over: attaches its connection.
  void goOn(Socket socket, ObjectNode state) {
    String key = state.required("key").textValue();
    Actor actor = ActorJson.read(state.required("actor"));
    LiveSessions.Hold hold = sessions.take(key, actor.user(), socket);
    Optional<Arrival.HandedOver> found = Optional.empty();
    try {
      found = application.takeOver(key, state.required("fence").longValue(), actor);
    } finally {
      if (found.isEmpty()) {
        sessions.release(hold);
      }
    }
    Arrival.HandedOver arrival = found.orElseThrow();
    SentLog sent = new SentLog(sentBudget);
    sent.goOn(arrival.snapshot().sent(), System.nanoTime());
    socket.attach(new DeviceConnection(socket, actor, hold, arrival, sent, codec, clock, traffic));
  }
}
