package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.gateway.EventDispatcher;
import com.sup.messenger.websocket.socketio.Ack;
import com.sup.messenger.websocket.socketio.Namespace;
import com.sup.messenger.websocket.socketio.Socket;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.packet.Arguments;
import java.time.InstantSource;

/// The messenger's namespace. Admits clients with a token, lets clients come back to their session,
/// and hands their events to the application.
public final class SupGateway {

  private static final System.Logger LOG = System.getLogger(SupGateway.class.getName());

  private final ChatApplication application;
  private final EventCodec codec;
  private final LiveSessions sessions = new LiveSessions();
  private final Traffic traffic;
  private final InstantSource clock;
  private final SocketAdmission admission;

  private SupGateway(String namespace, ChatApplication application, InstantSource clock) {
    this.application = application;
    this.codec = new EventCodec(namespace);
    this.traffic = new Traffic(application.frames());
    this.clock = clock;
    this.admission = new SocketAdmission(application, clock, codec, sessions, traffic);
  }

  /// Serves the messenger in a namespace.
  ///
  /// @return the traffic of the namespace from now on
  public static Traffic serve(
      Namespace namespace, ChatApplication application, InstantSource clock) {
    SupGateway gateway = new SupGateway(namespace.name(), application, clock);
    namespace.use(gateway.admission::admit);
    namespace.onConnection(gateway::connect);
    namespace.onHandedOver(gateway::goOn);
    return gateway.traffic;
  }

  /// Continues a session that another instance has handed over.
  private void goOn(Socket socket, ObjectNode state) {
    admission.goOn(socket, state);
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
    EventDispatcher events = new EventDispatcher(application, connection, clock);
    socket.onEvent((name, args, ack) -> handle(connection, events, name, args, ack));
    socket.onHandOver(() -> handOver(connection));
    socket.onDisconnect(reason -> disconnect(connection, reason));
    socket.onTick(_ -> tick(connection));
    socket.authenticated(Credentials.LASTING);
    traffic.began(connection.actor(), socket.transport());
    connection.begin(() -> arrive(connection));
  }

  private void arrive(DeviceConnection connection) {
    try {
      application.connect(connection, connection.takeArrival());
    } catch (RuntimeException e) {
      // A half-open connection is worse than none: the client comes back.
      LOG.log(System.Logger.Level.ERROR, "A connection failed: {0}", e.getClass().getName());
      connection.cut();
    }
  }

  private void handle(
      DeviceConnection connection, EventDispatcher events, String name, Arguments args, Ack ack) {
    connection.touch();
    AckAnswer answer =
        new AckAnswer(ack, codec, outcome -> connection.answered(name, args.length(), outcome));
    events.handle(connection.eventAge(), name, () -> codec.decode(name, args), answer);
  }

  private void tick(DeviceConnection connection) {
    connection.tick();
    application.review(connection);
  }

  private void disconnect(DeviceConnection connection, DisconnectReason reason) {
    traffic.ended(connection.actor(), reason);
    LOG.log(System.Logger.Level.INFO, "Disconnected: {0}", connection.summary(reason));
    try {
      connection.finish(() -> application.disconnect(connection, reason.isRecoverable()));
    } finally {
      sessions.release(connection.hold());
    }
  }
}
