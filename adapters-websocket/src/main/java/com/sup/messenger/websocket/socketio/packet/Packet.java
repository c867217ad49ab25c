package com.sup.messenger.websocket.socketio.packet;


import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A packet of Socket.IO protocol v5 to a client; binary values are
/// [com.fasterxml.jackson.databind.node.BinaryNode]s.
///
/// `namespace` begins with `/` and holds no comma.
public sealed interface Packet {

  /// The largest acknowledgement id: beyond it a JavaScript number is not exact.
  long MAX_ACK_ID = 1L << 53;

  /// The namespace that the packet belongs to.
  String namespace();

  /// Joins a namespace, or answers that it is joined; an absent payload is an empty one.
  record Connect(String namespace, ObjectNode payload) implements Packet {}

  /// Leaves a namespace.
  record Disconnect(String namespace) implements Packet {}

  /// Refuses a [Connect].
  record ConnectError(String namespace, String message, @Nullable JsonNode data)
      implements Packet {}

  /// An event; with an `ackId` it asks for an [Ack].
  record Event(String namespace, OptionalLong ackId, String name, List<JsonNode> args)
      implements Packet {

    private static final Set<String> RESERVED =
        Set.of(
            "connect",
            "connect_error",
            "disconnect",
            "disconnecting",
            "newListener",
            "removeListener");

    /// @throws IllegalArgumentException for a [reserved name][#isReserved(String)]
    public Event {
      if (isReserved(name)) {
        throw new IllegalArgumentException("A reserved event name: " + name);
      }
      args = List.copyOf(args);
    }

    /// Whether the protocol keeps the name for itself.
    public static boolean isReserved(String name) {
      return RESERVED.contains(name);
    }
  }

  /// The answer to an [Event].
  record Ack(String namespace, long ackId, List<JsonNode> args) implements Packet {
    public Ack {
      args = List.copyOf(args);
    }
  }

  /// An EVENT or ACK without payload, or an ACK without id: allowed, and without effect.
  record Empty(String namespace) implements Packet {}
}
