package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.sup.messenger.websocket.socketio.json.ClientJson;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.List;
import java.util.OptionalLong;

/// A packet of Socket.IO protocol v5 from a client. What it holds is still text.
public sealed interface Received {

  /// The namespace that the packet belongs to; it begins with `/` and holds no comma.
  String namespace();

  /// Asks to join a namespace. `auth` is an object, an empty one where the client gave none.
  record Connect(String namespace, ClientJson auth) implements Received {}

  /// Leaves a namespace.
  record Disconnect(String namespace) implements Received {}

  /// An event, of a name that is not [reserved][Packet.Event#isReserved(String)]. With an `ackId`
  /// it asks for an answer.
  record Event(String namespace, OptionalLong ackId, String name, Arguments args)
      implements Received {}

  /// The answer to an event of the server's.
  record Ack(String namespace, long ackId, Arguments args) implements Received {}

  /// An EVENT or ACK without payload, or an ACK without id: allowed, and without effect.
  record Empty(String namespace) implements Received {}

  /// The packet with its binary values.
  ///
  /// @throws ProtocolViolation where placeholders do not go with them
  default Received with(List<BinaryNode> attachments) throws ProtocolViolation {
    return switch (this) {
      case Event e -> new Event(e.namespace, e.ackId, e.name, e.args.with(attachments));
      case Ack a -> new Ack(a.namespace, a.ackId, a.args.with(attachments));
      case Connect _, Disconnect _, Empty _ -> this;
    };
  }

  /// The packet with nothing of what it held, for a bound refuses that.
  default Received refused(String reason) {
    return switch (this) {
      case Event e -> new Event(e.namespace, e.ackId, e.name, Arguments.refused(reason));
      case Ack a -> new Ack(a.namespace, a.ackId, Arguments.refused(reason));
      case Connect _, Disconnect _, Empty _ -> this;
    };
  }
}
