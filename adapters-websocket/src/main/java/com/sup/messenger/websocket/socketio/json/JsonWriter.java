package com.sup.messenger.websocket.socketio.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes JSON like JavaScript's `JSON.stringify`, with placeholders for binary values.
///
/// A whole double is written without fraction, and one that is not finite as `null`. A lone
/// surrogate is written as its escape, so the text is always valid UTF-8. A [RawValue] is JSON text
/// already, and is written as it is.
public final class JsonWriter {

  /// The text, and the binary values in the order of its placeholders.
  public record Written(String text, List<byte[]> attachments) {}

  private static final JsonFactory FACTORY =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedBoundedPool()).build();

  private static final double LARGEST_EXACT = 0x1p53;

  private final List<byte[]> attachments = new ArrayList<>(0);
  private final JsonGenerator out;

  private JsonWriter(JsonGenerator out) {
    this.out = out;
  }

  /// Writes a tree.
  ///
  /// @throws IllegalArgumentException for nodes that are not JSON
  public static Written write(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      JsonWriter writer = new JsonWriter(out);
      writer.value(node);
      out.flush();
      return new Written(Surrogates.escapeLone(text.toString()), writer.attachments);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  private void value(JsonNode node) throws IOException {
    switch (node) {
      case ObjectNode object -> object(object);
      case ArrayNode array -> array(array);
      case BinaryNode binary -> placeholder(binary.binaryValue());
      case TextNode text -> out.writeString(text.textValue());
      case NumericNode number -> number(number);
      case BooleanNode bool -> out.writeBoolean(bool.booleanValue());
      case NullNode _, MissingNode _ -> out.writeNull();
      case POJONode raw when raw.getPojo() instanceof RawValue json ->
          out.writeRawValue(json.rawValue().toString());
      default -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    }
  }

  private void object(ObjectNode object) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      out.writeFieldName(field.getKey());
      value(field.getValue());
    }
    out.writeEndObject();
  }

  private void array(ArrayNode array) throws IOException {
    out.writeStartArray();
    for (JsonNode element : array) {
      value(element);
    }
    out.writeEndArray();
  }

  private void placeholder(byte[] binary) throws IOException {
    out.writeStartObject();
    out.writeBooleanField("_placeholder", true);
    out.writeNumberField("num", attachments.size());
    out.writeEndObject();
    attachments.add(binary);
  }

  private void number(NumericNode number) throws IOException {
    if (!number.isDouble() && !number.isFloat()) {
      number.serialize(out, null);
      return;
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      out.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
      out.writeNumber((long) value);
    } else {
      number.serialize(out, null);
    }
  }
}
