package com.sup.messenger.websocket.socketio.packet;

import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.json.text.JsonScan;
import com.sup.messenger.json.text.MalformedJsonException;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the text part of a packet (Socket.IO protocol v5, "Packet encoding"): type, count of
/// attachments and `-`, namespace and `,`, acknowledgement id, JSON.
///
/// Has no state. One parser serves all connections of a server.
public final class PacketParser {

  /// A packet, and the number of attachments that follow. The number may exceed the limit.
  record Parsed(Received packet, int attachments) {}

  private final PacketLimits limits;

  /// Makes a parser with these limits.
  public PacketParser(PacketLimits limits) {
    this.limits = limits;
  }

  Parsed parse(String text) throws ProtocolViolation {
    PacketHeader header = PacketHeader.read(text);
    String namespace = header.namespace();
    JsonScan payload = header.end() == text.length() ? null : scan(text, header.end());
    Received packet =
        switch (header.type()) {
          case '0' -> connect(namespace, payload);
          case '1' -> disconnect(namespace, payload);
          case '2', '5' -> event(namespace, header.ackId(), payload);
          case '3', '6' -> ack(namespace, header.ackId(), payload);
          case '4' -> throw new ProtocolViolation("a CONNECT_ERROR from a client");
          default -> throw new ProtocolViolation("an unknown packet type");
        };
    return new Parsed(packet, header.attachments());
  }

  private JsonScan scan(String text, int from) throws ProtocolViolation {
    try {
      return new JsonScan(text, from, limits.json());
    } catch (MalformedJsonException e) {
      throw new ProtocolViolation(String.valueOf(e.getMessage()));
    }
  }

  private static Received connect(String namespace, @Nullable JsonScan payload)
      throws ProtocolViolation {
    if (payload == null) {
      return new Received.Connect(namespace, ClientJson.EMPTY_OBJECT);
    }
    if (payload.kind() != '{') {
      throw new ProtocolViolation("a CONNECT payload that is not an object");
    }
    return new Received.Connect(namespace, payload.whole());
  }

  private static Received disconnect(String namespace, @Nullable JsonScan payload)
      throws ProtocolViolation {
    if (payload != null) {
      throw new ProtocolViolation("a DISCONNECT with a payload");
    }
    return new Received.Disconnect(namespace);
  }

  private static Received event(String namespace, OptionalLong ackId, @Nullable JsonScan payload)
      throws ProtocolViolation {
    if (payload == null) {
      return new Received.Empty(namespace);
    }
    if (payload.kind() != '[' || payload.elements() == 0 || !payload.element(0).isScalar()) {
      throw new ProtocolViolation("an EVENT payload that does not begin with a name");
    }
    String name = payload.element(0).scalar();
    if (Packet.Event.isReserved(name)) {
      throw new ProtocolViolation("a reserved event name");
    }
    return new Received.Event(namespace, ackId, name, arguments(payload, 1));
  }

  private static Received ack(String namespace, OptionalLong ackId, @Nullable JsonScan payload)
      throws ProtocolViolation {
    if (payload != null && payload.kind() != '[') {
      throw new ProtocolViolation("an ACK payload that is not an array");
    }
    if (payload == null || ackId.isEmpty()) {
      return new Received.Empty(namespace);
    }
    return new Received.Ack(namespace, ackId.getAsLong(), arguments(payload, 0));
  }

  private static Arguments arguments(JsonScan payload, int skipped) {
    String refusal = payload.refusal();
    if (refusal != null) {
      return Arguments.refused(refusal);
    }
    ClientJson first = payload.elements() > skipped ? payload.element(skipped) : ClientJson.ABSENT;
    return new Arguments(payload.whole(), skipped, first);
  }
}
