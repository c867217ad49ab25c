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
import com.sup.messenger.application.gateway.EventDispatcher;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.socketio.Ack;
import com.sup.messenger.websocket.socketio.ConnectRefused;
import com.sup.messenger.websocket.socketio.Namespace;
import com.sup.messenger.websocket.socketio.Socket;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.packet.Arguments;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The messenger's namespace. Admits clients with a token, lets clients come back to their session,
/// and hands their events to the application.
public final class SupGateway {

  private static final System.Logger LOG = System.getLogger(SupGateway.class.getName());

  private final ChatApplication application;
  private final InstantSource clock;
  private final Duration recoveryHorizon;
  private final EventCodec codec;
  private final LiveSessions sessions = new LiveSessions();
  private final Traffic traffic = new Traffic();

  /// A sixteenth of the heap. When all connections end at once, each writes its snapshot to the
  /// store, and that takes several times as much.
  private final SentBudget sentBudget = SentBudget.ofHeap(16);

  private SupGateway(
      String namespace,
      ChatApplication application,
      InstantSource clock,
      Duration recoveryHorizon) {
    this.application = application;
    this.clock = clock;
    this.recoveryHorizon = recoveryHorizon;
    this.codec = new EventCodec(namespace);
  }

  /// Serves the messenger in a namespace.
  ///
  /// @param recoveryHorizon the age at which a sent event has been received if the connection still
  ///     stands: the heartbeat's interval and time-out together
  /// @return the traffic of the namespace from now on
  public static Traffic serve(
      Namespace namespace,
      ChatApplication application,
      InstantSource clock,
      Duration recoveryHorizon) {
    SupGateway gateway = new SupGateway(namespace.name(), application, clock, recoveryHorizon);
    namespace.use(gateway::admit);
    namespace.onConnection(gateway::connect);
    namespace.onHandedOver(gateway::goOn);
    return gateway.traffic;
  }

  private void admit(Socket socket) throws ConnectRefused {
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
    SentLog sent = new SentLog(recoveryHorizon, sentBudget);
    sent.begin(arrival.received(), System.nanoTime());
    Actor same = actor.on(arrival.snapshot().device());
    return new DeviceConnection(socket, same, hold, arrival, sent, codec, clock, traffic);
  }

  private DeviceConnection begin(Socket socket, Actor actor, Arrival.Fresh arrival) {
    application.begin(actor);
    LiveSessions.Hold hold = sessions.take(SessionKeys.next(), actor.user(), socket);
    socket.recoverable(ConnectionId.of(hold.key()), hold.key());
    return new DeviceConnection(
        socket,
        actor,
        hold,
        arrival,
        new SentLog(recoveryHorizon, sentBudget),
        codec,
        clock,
        traffic);
  }

  /// Continues a session that another instance has handed over.
  private void goOn(Socket socket, ObjectNode state) {
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
    SentLog sent = new SentLog(recoveryHorizon, sentBudget);
    sent.goOn(arrival.snapshot().sent(), System.nanoTime());
    socket.attach(new DeviceConnection(socket, actor, hold, arrival, sent, codec, clock, traffic));
    connect(socket);
  }

  private ObjectNode handOver(DeviceConnection connection) {
    try {
      connection.finish(() -> application.handOver(connection));
    } finally {
      sessions.release(connection.hold());
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("key", connection.recoveryKey())
        .put("fence", connection.fence())
        .set("actor", ActorJson.write(connection.actor()));
  }

  private void connect(Socket socket) {
    DeviceConnection connection = socket.attachment(DeviceConnection.class);
    EventDispatcher events = new EventDispatcher(application, connection);
    socket.onEvent(
        (name, args, ack) -> connection.run(() -> handle(connection, events, name, args, ack)));
    socket.onHandOver(() -> handOver(connection));
    socket.onDisconnect(reason -> disconnect(connection, reason));
    socket.onTick(now -> tick(connection, now));
    socket.authenticated(Credentials.LASTING);
    try {
      connection.run(() -> application.connect(connection, connection.takeArrival()));
    } catch (RuntimeException e) {
      // A half-open connection is worse than none: the client comes back.
      LOG.log(System.Logger.Level.ERROR, "A connection failed: {0}", e.getClass().getName());
      socket.closeConnection(CloseReason.TRANSPORT_ERROR);
    }
  }

  private void handle(
      DeviceConnection connection, EventDispatcher events, String name, Arguments args, Ack ack) {
    connection.touch();
    events.handle(name, () -> codec.decode(name, args), new AckAnswer(ack, codec));
  }

  private void tick(DeviceConnection connection, long nanoTime) {
    connection.tick(nanoTime);
    application.review(connection);
  }

  private void disconnect(DeviceConnection connection, DisconnectReason reason) {
    traffic.ended(reason);
    LOG.log(System.Logger.Level.INFO, "Disconnected: {0}", connection.summary(reason));
    try {
      connection.finish(() -> application.disconnect(connection, reason.isRecoverable()));
    } finally {
      sessions.release(connection.hold());
    }
  }
}
