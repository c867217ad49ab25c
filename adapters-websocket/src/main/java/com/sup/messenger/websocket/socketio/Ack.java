package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.socketio.packet.Packet;
import com.sup.messenger.websocket.socketio.packet.PacketEncoder;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// Answers one event, once. Safe for use by many threads, at any later time.
public final class Ack {

  private final Socket socket;
  private final OptionalLong id;
  private final AtomicBoolean open;

  Ack(Socket socket, OptionalLong id) {
    this.socket = socket;
    this.id = id;
    this.open = new AtomicBoolean(id.isPresent());
  }

  /// Returns true if the client waits for an answer.
  public boolean isPresent() {
    return id.isPresent();
  }

  /// Answers the event. Does nothing if the client asked for no answer, has been answered, or has
  /// left.
  ///
  /// @throws IllegalArgumentException for arguments that [PacketEncoder] refuses; a later answer is
  ///     then still possible
  public void send(JsonNode... args) {
    if (!open.get()) {
      return;
    }
    var messages =
        PacketEncoder.encode(
            new Packet.Ack(socket.namespace().name(), id.orElseThrow(), List.of(args)));
    if (open.getAndSet(false)) {
      socket.send(messages);
    }
  }
}
