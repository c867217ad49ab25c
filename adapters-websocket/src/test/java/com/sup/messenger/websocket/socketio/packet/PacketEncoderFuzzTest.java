package com.sup.messenger.websocket.socketio.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;

@Tag("full")
class PacketEncoderFuzzTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @FuzzTest(maxDuration = "2s")
  void what_is_encoded_decodes_to_the_same(FuzzedDataProvider data) throws ProtocolViolation {
    Packet packet = new Generator(data).packet();
    Received received = RoundTrip.of(packet, PacketLimits.DEFAULT);
    Optional<String> refusal = TreeDecoder.refusal(received);
    if (refusal.isPresent()) {
      // Text for a client may hold half of a surrogate pair.
      assertThat(refusal.get()).contains("surrogate");
    } else {
      assertThat(RoundTrip.same(packet, TreeDecoder.packet(received))).isTrue();
    }
  }

  private static final class Generator {
    private final FuzzedDataProvider data;
    private int binaries;

    private Generator(FuzzedDataProvider data) {
      this.data = data;
    }

    private Packet packet() {
      String namespace = data.pickValue(List.of("/", "/custom", "/a?b=c", "/\ud83d\ude00"));
      long ackId = data.consumeLong(0, Packet.MAX_ACK_ID);
      if (data.consumeBoolean()) {
        return new Packet.Ack(namespace, ackId, args());
      }
      String name = data.consumeString(20);
      return new Packet.Event(
          namespace,
          data.consumeBoolean() ? OptionalLong.of(ackId) : OptionalLong.empty(),
          Packet.Event.isReserved(name) ? "event" : name,
          args());
    }

    private List<JsonNode> args() {
      List<JsonNode> args = new ArrayList<>();
      while (args.size() < 20 && data.remainingBytes() > 0) {
        args.add(node(10));
      }
      return args;
    }

    private JsonNode node(int depth) {
      return switch (data.consumeInt(0, depth == 0 ? 6 : 8)) {
        case 0 -> JSON.nullNode();
        case 1 -> JSON.booleanNode(data.consumeBoolean());
        case 2 -> JSON.numberNode(data.consumeInt());
        case 3 -> JSON.numberNode(data.consumeRegularDouble());
        case 4 -> JSON.textNode(data.consumeString(50));
        case 5 -> JSON.textNode(String.valueOf(data.consumeChar()));
        case 6 -> binary();
        case 7 -> array(depth - 1);
        default -> object(depth - 1);
      };
    }

    private JsonNode binary() {
      if (binaries++ < PacketEncoder.MAX_ATTACHMENTS) {
        return JSON.binaryNode(data.consumeBytes(20));
      }
      return JSON.nullNode();
    }

    private ArrayNode array(int depth) {
      ArrayNode array = JSON.arrayNode();
      for (int i = data.consumeInt(0, 5); i > 0; i--) {
        array.add(node(depth));
      }
      return array;
    }

    private ObjectNode object(int depth) {
      ObjectNode object = JSON.objectNode();
      for (int i = data.consumeInt(0, 5); i > 0; i--) {
        object.set(data.consumeString(10), node(depth));
      }
      return object;
    }
  }
}
