package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the attachments of a binary packet where its placeholders stand
/// (`{"_placeholder":true,"num":0}`).
///
/// A placeholder may stand twice, an attachment may be referred to by none.
final class Placeholders {

  private Placeholders() {}

  static Packet fill(Packet packet, List<BinaryNode> attachments) throws ProtocolViolation {
    return switch (packet) {
      case Packet.Event e ->
          new Packet.Event(e.namespace(), e.ackId(), e.name(), fill(e.args(), attachments));
      case Packet.Ack a -> new Packet.Ack(a.namespace(), a.ackId(), fill(a.args(), attachments));
      default -> packet;
    };
  }

  private static List<JsonNode> fill(List<JsonNode> args, List<BinaryNode> attachments)
      throws ProtocolViolation {
    List<JsonNode> filled = new ArrayList<>(args.size());
    for (JsonNode arg : args) {
      filled.add(fill(arg, attachments));
    }
    return filled;
  }

  private static JsonNode fill(JsonNode node, List<BinaryNode> attachments)
      throws ProtocolViolation {
    switch (node) {
      case ObjectNode object when BooleanNode.TRUE.equals(object.get("_placeholder")) -> {
        return attachment(object.get("num"), attachments);
      }
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          field.setValue(fill(field.getValue(), attachments));
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, fill(array.get(i), attachments));
        }
      }
      default -> {}
    }
    return node;
  }

  private static BinaryNode attachment(@Nullable JsonNode num, List<BinaryNode> attachments)
      throws ProtocolViolation {
    if (num == null || !num.isIntegralNumber() || !num.canConvertToInt()) {
      throw new ProtocolViolation("a placeholder without a number");
    }
    int index = num.intValue();
    if (index < 0 || index >= attachments.size()) {
      throw new ProtocolViolation("a placeholder without its attachment");
    }
    return attachments.get(index);
  }
}
