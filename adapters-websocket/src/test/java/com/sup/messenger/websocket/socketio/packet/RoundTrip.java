package com.sup.messenger.websocket.socketio.packet;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import com.sup.messenger.websocket.engineio.packet.Wire;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Encodes packets and decodes them again.
final class RoundTrip {

  private RoundTrip() {}

  static @Nullable Received of(Packet packet, PacketLimits limits) throws ProtocolViolation {
    PacketDecoder decoder = new TreeDecoder(limits).decoder();
    Received decoded = null;
    for (OutboundMessage message : PacketEncoder.encode(packet)) {
      String wire = Wire.of(message);
      decoded =
          wire.charAt(0) == 'b'
              ? decoder.binary(Base64.getDecoder().decode(wire.substring(1)))
              : decoder.text(wire.substring(1));
    }
    return decoded;
  }

  /// Returns true if the packets are the same to JavaScript, which reads `1.0` as `1` and an
  /// overflow as `null`.
  static boolean same(Packet one, @Nullable Packet other) {
    return switch (one) {
      case Packet.Event(var namespace, var ackId, var name, var args) ->
          other instanceof Packet.Event event
              && namespace.equals(event.namespace())
              && ackId.equals(event.ackId())
              && name.equals(event.name())
              && same(args, event.args());
      case Packet.Ack(var namespace, var ackId, var args) ->
          other instanceof Packet.Ack ack
              && namespace.equals(ack.namespace())
              && ackId == ack.ackId()
              && same(args, ack.args());
      case Packet.Connect(var namespace, var payload) ->
          other instanceof Packet.Connect connect
              && namespace.equals(connect.namespace())
              && same(payload, connect.payload());
      default -> one.equals(other);
    };
  }

  private static boolean same(List<JsonNode> some, List<JsonNode> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!same(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonNode one, @Nullable JsonNode other) {
    return other != null && one.equals(RoundTrip::compare, other);
  }

  private static int compare(JsonNode one, JsonNode other) {
    if (one.isFloatingPointNumber()) {
      double value = one.doubleValue();
      return Double.isFinite(value)
          ? other.isNumber() && value == other.doubleValue() ? 0 : 1
          : other.isNull() ? 0 : 1;
    }
    return one.equals(other) ? 0 : 1;
  }
}
