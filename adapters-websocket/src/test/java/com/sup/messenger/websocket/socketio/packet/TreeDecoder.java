package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A [PacketDecoder] that returns packets for the [PacketEncoder].
///
/// @param decoder reads the packets
record TreeDecoder(PacketDecoder decoder) {

  TreeDecoder(PacketLimits limits) {
    this(new PacketDecoder(new PacketParser(limits), limits));
  }

  @Nullable Packet text(String message) throws ProtocolViolation {
    return packet(decoder.text(message));
  }

  @Nullable Packet binary(byte[] attachment) throws ProtocolViolation {
    return packet(decoder.binary(attachment));
  }

  boolean awaitsAttachment() {
    return decoder.awaitsAttachment();
  }

  static @Nullable Packet packet(@Nullable Received received) {
    return switch (received) {
      case null -> null;
      case Received.Connect(var namespace, var auth) ->
          new Packet.Connect(namespace, (ObjectNode) auth.tree());
      case Received.Disconnect(var namespace) -> new Packet.Disconnect(namespace);
      case Received.Event(var namespace, var ackId, var name, var args) ->
          new Packet.Event(namespace, ackId, name, args.trees());
      case Received.Ack(var namespace, var ackId, var args) ->
          new Packet.Ack(namespace, ackId, args.trees());
      case Received.Empty empty -> throw new AssertionError(empty + " is sent by clients only");
    };
  }

  static Optional<String> refusal(@Nullable Received received) {
    return switch (received) {
      case Received.Connect connect -> connect.auth().refusal();
      case Received.Event event -> event.args().refusal();
      case Received.Ack ack -> ack.args().refusal();
      case null, default -> Optional.empty();
    };
  }
}
