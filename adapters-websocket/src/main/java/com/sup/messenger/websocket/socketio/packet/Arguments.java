package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.websocket.socketio.json.Placeholders;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The arguments that a client sent with an event or with an acknowledgement. They become objects
/// only when they are read. Do not keep them for long.
public final class Arguments {

  private final ClientJson array;
  private final int skipped;
  private final ClientJson first;
  private final List<BinaryNode> attachments;
  private final boolean binary;

  /// Makes the arguments.
  ///
  /// @param array the array that holds them
  /// @param skipped the number of elements before them
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

  /// Makes arguments that a bound refuses. Nothing of them is kept.
  static Arguments refused(String reason) {
    ClientJson nothing = ClientJson.refused(reason);
    return new Arguments(nothing, 0, nothing);
  }

  /// Returns the same arguments with the values of their placeholders.
  Arguments with(List<BinaryNode> values) throws ProtocolViolation {
    if (array.refusal().isEmpty()) {
      Placeholders.check(array, values.size());
    }
    return new Arguments(array, skipped, first, List.copyOf(values), true);
  }

  /// Returns the rule that they break, to be read after a name. Such arguments cannot be read.
  public Optional<String> refusal() {
    return array.refusal();
  }

  /// Returns true if `{"_placeholder":true,"num":0}` stands for a binary value.
  public boolean isBinary() {
    return binary;
  }

  /// Returns the first argument, with placeholders for binary values, or [ClientJson#ABSENT] if
  /// there is none.
  public ClientJson first() {
    return first;
  }

  /// Returns the length of their text in characters, without binary values. It is 0 for arguments
  /// that are [refused][#refusal()].
  public int length() {
    return array.length();
  }

  /// Returns all arguments as trees, with binary values in their places. They take much more memory
  /// than the text, like [ClientJson#tree()].
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
