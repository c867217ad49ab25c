package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import java.util.List;
import java.util.OptionalLong;

/// An event encoded once, for any number of sockets of one namespace. Immutable.
public final class EncodedEvent {

  private final String namespace;
  private final List<OutboundMessage> messages;

  private EncodedEvent(String namespace, List<OutboundMessage> messages) {
    this.namespace = namespace;
    this.messages = messages;
  }

  /// Encodes an event without acknowledgement.
  ///
  /// @throws IllegalArgumentException for a reserved name, and for arguments that [PacketEncoder]
  ///     refuses
  public static EncodedEvent of(String namespace, String name, List<JsonNode> args) {
    return new EncodedEvent(
        namespace,
        PacketEncoder.encode(new Packet.Event(namespace, OptionalLong.empty(), name, args)));
  }

  /// Returns the same event, to be dropped if a client is slow. It does wait for a client that is
  /// between two polls.
  public EncodedEvent droppableIfSlow() {
    return new EncodedEvent(
        namespace, messages.stream().map(OutboundMessage::droppableIfSlow).toList());
  }

  /// Returns the size of its WebSocket frames in bytes.
  public int size() {
    return messages.stream().mapToInt(message -> message.frame().length).sum();
  }

  /// Returns the messages to send in a namespace.
  ///
  /// @throws IllegalArgumentException if the event is of another namespace
  public List<OutboundMessage> messagesFor(String target) {
    if (!target.equals(namespace)) {
      throw new IllegalArgumentException("encoded for " + namespace + ", not " + target);
    }
    return messages;
  }
}
