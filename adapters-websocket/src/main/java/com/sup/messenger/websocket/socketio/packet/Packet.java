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

  /// The largest acknowledgement id. A larger JavaScript number is not exact.
  long MAX_ACK_ID = 1L << 53;

  /// Returns the namespace of the packet.
  String namespace();

  /// Joins a namespace, or answers that it is joined. An empty payload is left out.
  record Connect(String namespace, ObjectNode payload) implements Packet {}

  /// Leaves a namespace.
  record Disconnect(String namespace) implements Packet {}

  /// Refuses a [Connect].
  record ConnectError(String namespace, String message, @Nullable JsonNode data)
      implements Packet {}

  /// Carries an event. With an `ackId` it asks for an [Ack].
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

    /// Checks the name.
    ///
    /// @throws IllegalArgumentException for a [reserved name][#isReserved(String)]
    public Event {
      if (isReserved(name)) {
        throw new IllegalArgumentException("A reserved event name: " + name);
      }
      args = List.copyOf(args);
    }

    /// Returns true if the protocol keeps the name for itself.
    public static boolean isReserved(String name) {
      return RESERVED.contains(name);
    }
  }

  /// Answers an [Event].
  record Ack(String namespace, long ackId, List<JsonNode> args) implements Packet {
    public Ack {
      args = List.copyOf(args);
    }
  }
}
