package com.sup.messenger.websocket.engineio.packet;

import java.nio.charset.StandardCharsets;

/// Shows messages as in a polling body.
public final class Wire {

  private Wire() {}

  /// Returns `4` and the text, or `b` and base64.
  public static String of(OutboundMessage message) {
    return new String(message.pollingPacket(), StandardCharsets.UTF_8);
  }
}
