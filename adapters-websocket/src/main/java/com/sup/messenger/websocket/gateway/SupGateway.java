package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.Actor;
import com.sup.messenger.application.ChatApplication;
import com.sup.messenger.application.ConnectionRefusedException;
import com.sup.messenger.websocket.socketio.ConnectRefused;
import com.sup.messenger.websocket.socketio.Handshake;
import com.sup.messenger.websocket.socketio.Namespace;
import com.sup.messenger.websocket.socketio.Socket;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The messenger's namespace: admits who has a token, and hands what clients ask for to the
/// application.
public final class SupGateway {

  private final ChatApplication application;
  private final InstantSource clock;
  private final EventCodec codec;

  private SupGateway(String namespace, ChatApplication application, InstantSource clock) {
    this.application = application;
    this.clock = clock;
    this.codec = new EventCodec(namespace);
  }

  /// Serves the messenger in a namespace.
  public static void serve(Namespace namespace, ChatApplication application, InstantSource clock) {
    SupGateway gateway = new SupGateway(namespace.name(), application, clock);
    namespace.use(gateway::admit);
    namespace.onConnection(gateway::connect);
  }

  private void admit(Socket socket) throws ConnectRefused {
    Handshake handshake = socket.handshake();
    try {
      String deviceId = text(handshake.auth().path("deviceId"));
      Actor actor = application.authenticate(token(handshake), deviceId);
      socket.attach(new DeviceConnection(socket, actor, codec, clock));
    } catch (ConnectionRefusedException e) {
      throw new ConnectRefused(String.valueOf(e.getMessage()), data(e));
    }
  }

  private static ObjectNode data(ConnectionRefusedException refusal) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("code", refusal.code().name());
    refusal.retryAfter().ifPresent(wait -> data.put("retryAfterMs", wait.toMillis()));
    return data;
  }

  /// Where a token may stand, first come first served (contract, "Connecting").
  private static @Nullable String token(Handshake handshake) {
    return Optional.ofNullable(text(handshake.auth().path("token")))
        .or(() -> Optional.ofNullable(handshake.request().query().get("token")))
        .or(() -> handshake.request().header("authorization").flatMap(SupGateway::bearer))
        .orElse(null);
  }

  private static Optional<String> bearer(String header) {
    return header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(header.substring(7).strip())
        : Optional.empty();
  }

  private static @Nullable String text(JsonNode node) {
    return node.textValue();
  }

  private void connect(Socket socket) {
    DeviceConnection connection = socket.attachment(DeviceConnection.class);
    EventDesk desk = new EventDesk(application, connection, socket, codec);
    socket.onAny(
        (name, args, ack) ->
            desk.handle(name, args.isEmpty() ? MissingNode.getInstance() : args.getFirst(), ack));
    socket.onDisconnect(_ -> application.disconnect(connection));
    application.connect(connection);
    socket.onTick(_ -> application.review(connection));
  }
}
