package com.sup.messenger.websocket.socketio;

import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.lifecycle.EndListeners;
import com.sup.messenger.websocket.socketio.packet.Received;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The handlers that the application has set on one socket.
final class Handlers {

  private final Socket socket;
  private final Guard guard;
  private final EndListeners disconnect = new EndListeners();
  private volatile @Nullable EventHandler events;

  Handlers(Socket socket, Guard guard) {
    this.socket = socket;
    this.guard = guard;
  }

  void onEvent(EventHandler handler) {
    events = handler;
  }

  void onDisconnect(Consumer<DisconnectReason> handler) {
    disconnect.add(reason -> guard.run(socket, () -> handler.accept(reason)));
  }

  void event(Received.Event event) {
    EventHandler handler = events;
    if (handler != null) {
      Ack ack = new Ack(socket, event.ackId());
      guard.run(socket, () -> handler.onEvent(event.name(), event.args(), ack));
    }
  }

  void disconnect(DisconnectReason reason) {
    disconnect.fire(reason);
  }
}
