package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.socketio.packet.Packet;
import org.jspecify.annotations.Nullable;

/// A [Middleware]'s refusal; the client is told `message` and `data`, its connection stays.
public final class ConnectRefused extends Exception {

  private final String text;
  private final transient @Nullable JsonNode data;

  /// A refusal without data.
  public ConnectRefused(String message) {
    this(message, null);
  }

  /// A refusal; `null` data is left out of the packet.
  public ConnectRefused(String message, @Nullable JsonNode data) {
    super(message, null, false, false);
    this.text = message;
    this.data = data;
  }

  Packet toPacket(String namespace) {
    return new Packet.ConnectError(namespace, text, data);
  }
}
