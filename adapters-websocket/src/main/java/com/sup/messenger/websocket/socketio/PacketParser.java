package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the text part of a packet (Socket.IO protocol v5, "Packet encoding"): type, count of
/// attachments and `-`, namespace and `,`, acknowledgement id, JSON.
///
/// Stateless; one serves all connections of a server.
final class PacketParser {

  /// A packet, its placeholders still in it, and the number of attachments that follow.
  record Parsed(Packet packet, int attachments) {}

  private final int maxAttachments;
  private final JsonText json;

  PacketParser(PacketLimits limits) {
    this.maxAttachments = limits.attachments();
    this.json = new JsonText(limits.depth());
  }

  Parsed parse(String text) throws ProtocolViolation {
    PacketHeader header = PacketHeader.read(text, maxAttachments);
    String namespace = header.namespace();
    JsonNode payload =
        header.end() == text.length() ? null : json.read(text.substring(header.end()));
    Packet packet =
        switch (header.type()) {
          case '0' -> connect(namespace, payload);
          case '1' -> disconnect(namespace, payload);
          case '2', '5' -> event(namespace, header.ackId(), payload);
          case '3', '6' -> ack(namespace, header.ackId(), payload);
          case '4' -> connectError(namespace, payload);
          default -> throw new ProtocolViolation("an unknown packet type");
        };
    return new Parsed(packet, header.attachments());
  }

  private static Packet connect(String namespace, @Nullable JsonNode payload)
      throws ProtocolViolation {
    return switch (payload) {
      case null -> new Packet.Connect(namespace, JsonNodeFactory.instance.objectNode());
      case ObjectNode object -> new Packet.Connect(namespace, object);
      default -> throw new ProtocolViolation("a CONNECT payload that is not an object");
    };
  }

  private static Packet disconnect(String namespace, @Nullable JsonNode payload)
      throws ProtocolViolation {
    if (payload != null) {
      throw new ProtocolViolation("a DISCONNECT with a payload");
    }
    return new Packet.Disconnect(namespace);
  }

  private static Packet event(String namespace, OptionalLong ackId, @Nullable JsonNode payload)
      throws ProtocolViolation {
    if (payload == null) {
      return new Packet.Empty(namespace);
    }
    JsonNode first = payload.isArray() ? payload.get(0) : null;
    if (first == null || !(first.isTextual() || first.isNumber())) {
      throw new ProtocolViolation("an EVENT payload that does not begin with a name");
    }
    String name = first.asText();
    if (Packet.Event.isReserved(name)) {
      throw new ProtocolViolation("a reserved event name");
    }
    return new Packet.Event(namespace, ackId, name, elements(payload, 1));
  }

  private static Packet ack(String namespace, OptionalLong ackId, @Nullable JsonNode payload)
      throws ProtocolViolation {
    if (payload != null && !(payload instanceof ArrayNode)) {
      throw new ProtocolViolation("an ACK payload that is not an array");
    }
    if (payload == null || ackId.isEmpty()) {
      return new Packet.Empty(namespace);
    }
    return new Packet.Ack(namespace, ackId.getAsLong(), elements(payload, 0));
  }

  private static Packet connectError(String namespace, @Nullable JsonNode payload)
      throws ProtocolViolation {
    JsonNode message = payload instanceof ObjectNode ? payload.get("message") : null;
    if (payload == null || message == null || !message.isTextual()) {
      throw new ProtocolViolation("a CONNECT_ERROR without message");
    }
    return new Packet.ConnectError(namespace, message.textValue(), payload.get("data"));
  }

  private static List<JsonNode> elements(JsonNode array, int from) {
    List<JsonNode> elements = new ArrayList<>(array.size() - from);
    for (int i = from; i < array.size(); i++) {
      elements.add(array.get(i));
    }
    return elements;
  }
}
