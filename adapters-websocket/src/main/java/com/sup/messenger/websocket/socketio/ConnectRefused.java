package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.socketio.packet.Packet;
import org.jspecify.annotations.Nullable;

/// Refuses a client in a [Middleware]. The client gets `message` and `data`, and its connection
/// stays.
public final class ConnectRefused extends Exception {

  private final String text;
  private final transient @Nullable JsonNode data;

  /// Makes a refusal without data.
  public ConnectRefused(String message) {
    this(message, null);
  }

  /// Makes a refusal. If `data` is `null`, the packet has none.
  public ConnectRefused(String message, @Nullable JsonNode data) {
    super(message, null, false, false);
    this.text = message;
    this.data = data;
  }

  Packet toPacket(String namespace) {
    return new Packet.ConnectError(namespace, text, data);
  }
}
