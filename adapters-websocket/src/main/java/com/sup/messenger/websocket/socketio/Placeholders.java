package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the attachments of a binary packet where its placeholders stand
/// (`{"_placeholder":true,"num":0}`).
///
/// An attachment may be referred to by no placeholder, and by one.
final class Placeholders {

  private final List<BinaryNode> attachments;
  private final BitSet placed = new BitSet();

  private Placeholders(List<BinaryNode> attachments) {
    this.attachments = attachments;
  }

  // The clients send what stands in two places twice. Else a packet could grow by thousands of
  // times.
  static Packet fill(Packet packet, List<BinaryNode> attachments) throws ProtocolViolation {
    Placeholders places = new Placeholders(attachments);
    return switch (packet) {
      case Packet.Event e ->
          new Packet.Event(e.namespace(), e.ackId(), e.name(), places.fill(e.args()));
      case Packet.Ack a -> new Packet.Ack(a.namespace(), a.ackId(), places.fill(a.args()));
      default -> packet;
    };
  }

  private List<JsonNode> fill(List<JsonNode> args) throws ProtocolViolation {
    List<JsonNode> filled = new ArrayList<>(args.size());
    for (JsonNode arg : args) {
      filled.add(fill(arg));
    }
    return filled;
  }

  private JsonNode fill(JsonNode node) throws ProtocolViolation {
    switch (node) {
      case ObjectNode object when BooleanNode.TRUE.equals(object.get("_placeholder")) -> {
        return attachment(object.get("num"));
      }
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          field.setValue(fill(field.getValue()));
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, fill(array.get(i)));
        }
      }
      default -> {}
    }
    return node;
  }

  private BinaryNode attachment(@Nullable JsonNode num) throws ProtocolViolation {
    if (num == null || !num.isIntegralNumber() || !num.canConvertToInt()) {
      throw new ProtocolViolation("a placeholder without a number");
    }
    int index = num.intValue();
    if (index < 0 || index >= attachments.size()) {
      throw new ProtocolViolation("a placeholder without its attachment");
    }
    if (placed.get(index)) {
      throw new ProtocolViolation("an attachment in two places");
    }
    placed.set(index);
    return attachments.get(index);
  }
}
