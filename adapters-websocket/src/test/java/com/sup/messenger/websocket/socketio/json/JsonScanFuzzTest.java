package com.sup.messenger.websocket.socketio.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonScan;
import com.sup.messenger.json.text.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/// Tests that the scan accepts the JSON that Jackson accepts, and that the cursor reads the same
/// values.
@Tag("full")
class JsonScanFuzzTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final ObjectReader JACKSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  @FuzzTest(maxDuration = "2s")
  void the_scan_and_jackson_agree(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    JsonNode jackson = jackson(text);
    JsonScan scan = scan(text);
    if (scan == null) {
      assertThat(jackson).isNull();
    } else if (scan.refusal() == null) {
      assertThat(scan.whole().tree()).isEqualTo(jackson);
      assertThat(tree(scan.whole().cursor())).isEqualTo(jackson);
      assertElements(scan, jackson);
    }
  }

  private static JsonNode tree(JsonCursor json) {
    return switch (json.kind()) {
      case OBJECT -> {
        ObjectNode object = JSON.objectNode();
        json.members(name -> object.set(name, tree(json)));
        yield object;
      }
      case ARRAY -> {
        ArrayNode array = JSON.arrayNode();
        json.elements(() -> array.add(tree(json)));
        yield array;
      }
      case STRING -> JSON.textNode(json.string());
      case NUMBER -> jackson(json.number());
      case TRUE, FALSE, NULL -> constant(json);
      case NONE -> throw new IllegalStateException();
    };
  }

  private static JsonNode constant(JsonCursor json) {
    JsonCursor.Kind kind = json.kind();
    json.skip();
    return kind == JsonCursor.Kind.NULL
        ? JSON.nullNode()
        : JSON.booleanNode(kind == JsonCursor.Kind.TRUE);
  }

  private static void assertElements(JsonScan scan, JsonNode jackson) {
    if (jackson.isArray()) {
      assertThat(scan.kind()).isEqualTo('[');
      assertThat(scan.elements()).isEqualTo(Math.min(2, jackson.size()));
      for (int i = 0; i < scan.elements(); i++) {
        assertThat(scan.element(i).tree()).isEqualTo(jackson.get(i));
      }
    }
  }

  private static @Nullable JsonScan scan(String text) {
    try {
      return new JsonScan(text, 0, PacketLimits.DEFAULT.json());
    } catch (MalformedJsonException _) {
      return null;
    }
  }

  private static @Nullable JsonNode jackson(String text) {
    try {
      JsonNode tree = JACKSON.readTree(text);
      return tree.isMissingNode() ? null : tree;
    } catch (JsonProcessingException _) {
      return null;
    }
  }
}
