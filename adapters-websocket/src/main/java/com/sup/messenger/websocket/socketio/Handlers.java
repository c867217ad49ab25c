package com.sup.messenger.websocket.socketio;

import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.lifecycle.EndListeners;
import com.sup.messenger.websocket.socketio.packet.Received;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The handlers that the application has set on one socket.
final class Handlers {

  private final Socket socket;
  private final Guard guard;
  private final EndListeners disconnecting = new EndListeners();
  private final EndListeners disconnect = new EndListeners();
  private volatile Map<String, EventHandler> byName = Map.of();
  private volatile @Nullable EventHandler any;

  Handlers(Socket socket, Guard guard) {
    this.socket = socket;
    this.guard = guard;
  }

  synchronized void on(String name, EventHandler handler) {
    Map<String, EventHandler> more = new HashMap<>(byName);
    more.put(name, handler);
    byName = Map.copyOf(more);
  }

  void onAny(EventHandler handler) {
    any = handler;
  }

  void onDisconnecting(Consumer<DisconnectReason> handler) {
    disconnecting.add(guarded(handler));
  }

  void onDisconnect(Consumer<DisconnectReason> handler) {
    disconnect.add(guarded(handler));
  }

  void event(Received.Event event) {
    Ack ack = new Ack(socket, event.ackId());
    handle(any, event, ack);
    handle(byName.get(event.name()), event, ack);
  }

  void disconnecting(DisconnectReason reason) {
    disconnecting.fire(reason);
  }

  void disconnect(DisconnectReason reason) {
    disconnect.fire(reason);
  }

  private void handle(@Nullable EventHandler handler, Received.Event event, Ack ack) {
    if (handler != null) {
      guard.run(socket, () -> handler.onEvent(event.name(), event.args(), ack));
    }
  }

  private Consumer<DisconnectReason> guarded(Consumer<DisconnectReason> handler) {
    return reason -> guard.run(socket, () -> handler.accept(reason));
  }
}
