package com.sup.messenger.websocket.socketio.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.json.text.JsonCursor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Puts the attachments of a binary packet in place of its placeholders
/// (`{"_placeholder":true,"num":0}`).
///
/// At most one placeholder may refer to an attachment.
public final class Placeholders {

  private static final String MARK = "_placeholder";
  private static final String NUMBER = "num";
  private static final int NO_NUMBER = -1;

  private Placeholders() {}

  /// Checks the placeholders of a packet. Each must refer to an attachment of its own.
  //
  // The clients send a value twice if it stands in two places. Else a packet could grow by
  // thousands of times.
  public static void check(ClientJson packet, int attachments) throws ProtocolViolation {
    List<Integer> numbers = new ArrayList<>();
    collect(packet.cursor(), numbers);
    BitSet placed = new BitSet();
    for (int number : numbers) {
      if (number < 0 || number >= attachments) {
        throw new ProtocolViolation("a placeholder without its attachment");
      }
      if (placed.get(number)) {
        throw new ProtocolViolation("an attachment in two places");
      }
      placed.set(number);
    }
  }

  private static void collect(JsonCursor json, List<Integer> numbers) {
    switch (json.kind()) {
      case ARRAY -> json.elements(() -> collect(json, numbers));
      case OBJECT -> collectObject(json, numbers);
      default -> {}
    }
  }

  private static void collectObject(JsonCursor json, List<Integer> numbers) {
    int before = numbers.size();
    AtomicBoolean marked = new AtomicBoolean();
    AtomicInteger number = new AtomicInteger(NO_NUMBER);
    json.members(
        name -> {
          if (name.equals(MARK)) {
            marked.set(json.is(JsonCursor.Kind.TRUE));
          }
          if (name.equals(NUMBER)) {
            number.set(NO_NUMBER);
          }
          if (name.equals(NUMBER) && json.is(JsonCursor.Kind.NUMBER)) {
            number.set(number(json.number()));
          } else {
            collect(json, numbers);
          }
        });
    if (marked.get()) {
      // The content of a placeholder goes with it.
      numbers.subList(before, numbers.size()).clear();
      numbers.add(number.get());
    }
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      return NO_NUMBER;
    }
  }

  /// Returns the trees of a checked packet, with the attachments in their places.
  public static List<JsonNode> fill(List<JsonNode> trees, List<BinaryNode> attachments) {
    return trees.stream().map(tree -> fill(tree, attachments)).toList();
  }

  private static JsonNode fill(JsonNode node, List<BinaryNode> attachments) {
    switch (node) {
      case ObjectNode object when BooleanNode.TRUE.equals(object.get(MARK)) -> {
        return attachments.get(object.required(NUMBER).intValue());
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
}
