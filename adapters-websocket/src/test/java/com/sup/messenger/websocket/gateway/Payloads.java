package com.sup.messenger.websocket.gateway;

import com.sup.messenger.json.FieldReader;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import com.sup.messenger.websocket.socketio.json.ProtocolViolation;
import com.sup.messenger.websocket.socketio.packet.Arguments;
import com.sup.messenger.websocket.socketio.packet.PacketDecoder;
import com.sup.messenger.websocket.socketio.packet.PacketParser;
import com.sup.messenger.websocket.socketio.packet.Received;

/// Makes payloads of clients, as the gateway gets them.
final class Payloads {

  /// The limits of the service.
  static final PacketLimits LIMITS = new PacketLimits(10, 64 * 1024, 64, 50_000);

  private Payloads() {}

  /// Returns the arguments of an event.
  static Arguments arguments(String json) {
    return event("2[\"x\"," + json + "]").args();
  }

  /// Returns an event as a packet.
  static Received.Event event(String packet) {
    return (Received.Event) received(packet);
  }

  /// Returns the payload of a CONNECT.
  static ClientJson auth(String packet) {
    return ((Received.Connect) received(packet)).auth();
  }

  /// Reads a field from a value.
  static Object read(FieldReader reader, String json) {
    return reader.read(arguments(json).first().cursor(), false);
  }

  private static Received received(String packet) {
    try {
      return new PacketDecoder(new PacketParser(LIMITS), LIMITS).text(packet);
    } catch (ProtocolViolation e) {
      throw new AssertionError(e);
    }
  }
}
