package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A channel that clients join by CONNECT. Safe for use by many threads.
public final class Namespace {

  private final String name;
  private final Guard guard;
  private final List<Middleware> middlewares = new CopyOnWriteArrayList<>();
  private final List<Consumer<Socket>> connectionHandlers = new CopyOnWriteArrayList<>();
  private volatile @Nullable BiConsumer<Socket, ObjectNode> handedOverHandler;

  Namespace(String name, Guard guard) {
    this.name = name;
    this.guard = guard;
  }

  /// Returns the name, which begins with `/`.
  public String name() {
    return name;
  }

  /// Adds a check for clients that want to join. It runs after the earlier ones.
  public void use(Middleware middleware) {
    middlewares.add(middleware);
  }

  /// Sets the handler of connected sockets. It runs before the first event of each.
  public void onConnection(Consumer<Socket> handler) {
    connectionHandlers.add(handler);
  }

  /// Sets the handler of sockets that continue here after another node has let them go. It gets the
  /// [state][Socket#onHandOver] from there, and runs before the next event. If it throws, the
  /// connection ends.
  public void onHandedOver(BiConsumer<Socket, ObjectNode> handler) {
    handedOverHandler = handler;
  }

  Guard guard() {
    return guard;
  }

  /// Admits the socket. If it is refused, nothing of it stays.
  void admit(Socket socket) throws ConnectRefused {
    try {
      for (Middleware middleware : middlewares) {
        middleware.admit(socket);
      }
      socket.welcome();
    } catch (ConnectRefused refusal) {
      socket.close(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      throw refusal;
    } catch (RuntimeException | Error failure) {
      guard.report(socket, failure);
      socket.close(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      throw new ConnectRefused("Internal error");
    }
  }

  void goOn(Socket socket, ObjectNode state) {
    BiConsumer<Socket, ObjectNode> handler = handedOverHandler;
    if (handler == null) {
      throw new IllegalStateException("no handler of handed-over sockets is set");
    }
    handler.accept(socket, state);
  }

  void announce(Socket socket) {
    for (Consumer<Socket> handler : connectionHandlers) {
      guard.run(socket, () -> handler.accept(socket));
    }
  }
}
