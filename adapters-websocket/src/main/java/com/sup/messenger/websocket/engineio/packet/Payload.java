package com.sup.messenger.websocket.engineio.packet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The body of a poll reply or POST: packets joined by 0x1E (Engine.IO v4, "HTTP long-polling").
public final class Payload {
  /// The separator of packets in a body.
  public static final char SEPARATOR = '\u001e';

  private Payload() {}

  /// Encodes packets as a body.
  public static byte[] encode(List<OutboundMessage> packets) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < packets.size(); i++) {
      if (i > 0) {
        body.write(SEPARATOR);
      }
      body.writeBytes(packets.get(i).pollingPacket());
    }
    return body.toByteArray();
  }

  /// Decodes a body.
  ///
  /// @throws CharacterCodingException if the body is not UTF-8
  public static String decode(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }
}
