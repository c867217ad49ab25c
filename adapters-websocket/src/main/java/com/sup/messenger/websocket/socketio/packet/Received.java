package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.List;
import java.util.OptionalLong;

/// A packet of Socket.IO protocol v5 from a client. Its values are still text.
public sealed interface Received {

  /// Returns the namespace of the packet. It begins with `/` and holds no comma.
  String namespace();

  /// Asks to join a namespace. `auth` is an object, an empty one if the client gave none.
  record Connect(String namespace, ClientJson auth) implements Received {}

  /// Leaves a namespace.
  record Disconnect(String namespace) implements Received {}

  /// Carries an event, of a name that is not [reserved][Packet.Event#isReserved(String)]. With an
  /// `ackId` it asks for an answer.
  record Event(String namespace, OptionalLong ackId, String name, Arguments args)
      implements Received {}

  /// Answers an event of the server.
  record Ack(String namespace, long ackId, Arguments args) implements Received {}

  /// Stands for an EVENT or ACK without payload, or an ACK without id. It is allowed and has no
  /// effect.
  record Empty(String namespace) implements Received {}

  /// Returns the packet with its binary values.
  ///
  /// @throws ProtocolViolation if the placeholders do not match them
  default Received with(List<BinaryNode> attachments) throws ProtocolViolation {
    return switch (this) {
      case Event e -> new Event(e.namespace, e.ackId, e.name, e.args.with(attachments));
      case Ack a -> new Ack(a.namespace, a.ackId, a.args.with(attachments));
      case Connect _, Disconnect _, Empty _ -> this;
    };
  }

  /// Returns the packet without its values, because a bound refuses them.
  default Received refused(String reason) {
    return switch (this) {
      case Event e -> new Event(e.namespace, e.ackId, e.name, Arguments.refused(reason));
      case Ack a -> new Ack(a.namespace, a.ackId, Arguments.refused(reason));
      case Connect _, Disconnect _, Empty _ -> this;
    };
  }
}
