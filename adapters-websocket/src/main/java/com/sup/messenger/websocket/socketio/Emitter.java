package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import com.sup.messenger.websocket.socketio.packet.PacketEncoder;
import java.util.List;

/// Where events go to: one [Socket], or the sockets of a [Broadcast].
public interface Emitter {

  /// The namespace of the sockets.
  Namespace namespace();

  /// Queues an event encoded for this namespace; never blocks.
  void emit(EncodedEvent event);

  /// Encodes an event and queues it; never blocks.
  ///
  /// @throws IllegalArgumentException for a reserved name, and what [PacketEncoder] refuses
  default void emit(String name, JsonNode... args) {
    emit(EncodedEvent.of(namespace().name(), name, List.of(args)));
  }

  /// The same sockets; each that cannot take an event now will miss it ("volatile").
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
