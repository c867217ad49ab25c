package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.sup.messenger.websocket.socketio.json.ClientJson;
import com.sup.messenger.websocket.socketio.json.Placeholders;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a client sent with an event or with an acknowledgement. It is read only where it is asked
/// for, and is not to be kept for long.
public final class Arguments {

  private final ClientJson array;
  private final int skipped;
  private final ClientJson first;
  private final List<BinaryNode> attachments;
  private final boolean binary;

  /// @param array the array that they stand in
  /// @param skipped how many elements of it stand before them
  /// @param first the first one, if there is one
  Arguments(ClientJson array, int skipped, ClientJson first) {
    this(array, skipped, first, List.of(), false);
  }

  private Arguments(
      ClientJson array,
      int skipped,
      ClientJson first,
      List<BinaryNode> attachments,
      boolean binary) {
    this.array = array;
    this.skipped = skipped;
    this.first = first;
    this.attachments = attachments;
    this.binary = binary;
  }

  /// Arguments that a bound refuses; nothing is kept of them.
  static Arguments refused(String reason) {
    ClientJson nothing = ClientJson.refused(reason);
    return new Arguments(nothing, 0, nothing);
  }

  /// The same with what their placeholders stand for.
  Arguments with(List<BinaryNode> values) throws ProtocolViolation {
    if (array.refusal().isEmpty()) {
      Placeholders.check(array, values.size());
    }
    return new Arguments(array, skipped, first, List.copyOf(values), true);
  }

  /// What they must be and are not, to be read after a name. Such arguments cannot be read.
  public Optional<String> refusal() {
    return array.refusal();
  }

  /// Whether `{"_placeholder":true,"num":0}` stands for a binary value.
  public boolean isBinary() {
    return binary;
  }

  /// The first argument, with placeholders for binary values; [ClientJson#ABSENT] where there is
  /// none.
  public ClientJson first() {
    return first;
  }

  /// All arguments as trees, with binary values in their places. They take much more heap than the
  /// text, as [ClientJson#tree()].
  ///
  /// @throws IllegalStateException for arguments that are [refused][#refusal()]
  public List<JsonNode> trees() {
    List<JsonNode> trees = array.parse(this::trees);
    return List.copyOf(binary ? Placeholders.fill(trees, attachments) : trees);
  }

  private List<JsonNode> trees(JsonParser json) throws IOException {
    List<JsonNode> trees = new ArrayList<>();
    json.nextToken();
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      if (i < skipped) {
        json.skipChildren();
      } else {
        trees.add(json.readValueAsTree());
      }
    }
    return trees;
  }

  /// Shows nothing of them: they may hold secrets.
  @Override
  public String toString() {
    return "Arguments[" + array + "]";
  }
}
