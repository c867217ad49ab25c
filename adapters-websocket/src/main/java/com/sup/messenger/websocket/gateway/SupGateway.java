package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sup.messenger.application.Actor;
import com.sup.messenger.application.Arrival;
import com.sup.messenger.application.Authentication;
import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.ConnectionRefusedException;
import com.sup.messenger.application.SentLog;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.socketio.ConnectRefused;
import com.sup.messenger.websocket.socketio.DisconnectReason;
import com.sup.messenger.websocket.socketio.Namespace;
import com.sup.messenger.websocket.socketio.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The messenger's namespace: admits who has a token, lets clients come back to the session that
/// they
/// had, and hands what they ask for to the application.
public final class SupGateway {

  /// How long a client that comes back waits for the end of a connection that it has given up.
  private static final long TAKE_OVER_MILLIS = 2_000;

  private final ChatApplication application;
  private final Authentication authentication;
  private final Duration recoveryHorizon;
  private final EventCodec codec;
  private final Map<String, DeviceConnection> byRecoveryKey = new ConcurrentHashMap<>();

  private SupGateway(
      String namespace,
      ChatApplication application,
      Authentication authentication,
      Duration recoveryHorizon) {
    this.application = application;
    this.authentication = authentication;
    this.recoveryHorizon = recoveryHorizon;
    this.codec = new EventCodec(namespace);
  }

  /// Serves the messenger in a namespace.
  ///
  /// @param recoveryHorizon after which a connection that still stands has received what it was
  /// sent:
  ///     the heartbeat's interval and time-out together
  public static void serve(
      Namespace namespace,
      ChatApplication application,
      Authentication authentication,
      Duration recoveryHorizon) {
    SupGateway gateway =
        new SupGateway(namespace.name(), application, authentication, recoveryHorizon);
    namespace.use(gateway::admit);
    namespace.onConnection(gateway::connect);
  }

  private void admit(Socket socket) throws ConnectRefused {
    try {
      Credentials credentials = new Credentials(socket.handshake());
      Actor actor =
          authentication.authenticate(
              credentials.token(), credentials.text("deviceId").orElse(null));
      socket.attach(arrive(socket, actor, credentials));
    } catch (ConnectionRefusedException e) {
      throw new ConnectRefused(
          String.valueOf(e.getMessage()),
          JsonNodeFactory.instance.objectNode().put("code", e.code().name()));
    }
  }

  private DeviceConnection arrive(Socket socket, Actor actor, Credentials credentials) {
    SentLog sent = new SentLog(recoveryHorizon);
    Optional<String> key = credentials.text("pid");
    Optional<Arrival.Resumed> resumed =
        key.flatMap(k -> credentials.text("offset").flatMap(offset -> claim(k, offset, actor)));
    if (resumed.isEmpty()) {
      String fresh = Keys.next();
      socket.recoverable(fresh);
      Arrival arrival = new Arrival.Fresh(credentials.cursors());
      return new DeviceConnection(socket, actor, fresh, arrival, sent, codec);
    }
    Arrival.Resumed arrival = resumed.get();
    socket.recover(arrival.snapshot().connectionId(), key.get());
    sent.begin(arrival.received(), System.nanoTime());
    Actor same = actor.on(arrival.snapshot().device());
    return new DeviceConnection(socket, same, key.get(), arrival, sent, codec);
  }

  /// A client may come back before the loss of its connection has been noticed here.
  private Optional<Arrival.Resumed> claim(String key, String offset, Actor actor) {
    DeviceConnection live = byRecoveryKey.get(key);
    if (live != null && live.actor().user().equals(actor.user())) {
      live.socket().closeConnection(CloseReason.TRANSPORT_ERROR);
      CompletableFuture<Void> ended = live.ended().copy();
      ended.completeOnTimeout(null, TAKE_OVER_MILLIS, TimeUnit.MILLISECONDS).join();
    }
    return application.claim(key, offset, actor);
  }

  private void connect(Socket socket) {
    DeviceConnection connection = socket.attachment(DeviceConnection.class);
    EventDesk desk = new EventDesk(application, connection, codec);
    byRecoveryKey.put(connection.recoveryKey(), connection);
    socket.onAny(
        (name, args, ack) ->
            desk.handle(name, args.isEmpty() ? MissingNode.getInstance() : args.getFirst(), ack));
    socket.onDisconnect(reason -> disconnect(connection, reason));
    application.connect(connection, connection.arrival());
  }

  private void disconnect(DeviceConnection connection, DisconnectReason reason) {
    try {
      application.disconnect(connection, reason.isRecoverable());
    } finally {
      byRecoveryKey.remove(connection.recoveryKey(), connection);
      connection.ended().complete(null);
    }
  }
}
