package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import com.sup.messenger.websocket.socketio.packet.PacketEncoder;
import java.util.List;

/// A target of events: one [Socket], or the sockets of a [Broadcast].
public interface Emitter {

  /// Returns the namespace of the sockets.
  Namespace namespace();

  /// Queues an event encoded for this namespace. Never blocks.
  void emit(EncodedEvent event);

  /// Encodes an event and queues it. Never blocks.
  ///
  /// @throws IllegalArgumentException for a reserved name, and for arguments that [PacketEncoder]
  ///     refuses
  default void emit(String name, JsonNode... args) {
    emit(EncodedEvent.of(namespace().name(), name, List.of(args)));
  }

  /// Returns the same sockets, for volatile events. A socket that cannot take an event now misses
  /// it.
  default Emitter droppable() {
    Emitter all = this;
    return new Emitter() {
      @Override
      public Namespace namespace() {
        return all.namespace();
      }

      @Override
      public void emit(EncodedEvent event) {
        all.emit(event.droppable());
      }
    };
  }
}
