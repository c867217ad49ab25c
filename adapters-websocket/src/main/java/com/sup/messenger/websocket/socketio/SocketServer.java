package com.sup.messenger.websocket.socketio;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineApplication;
import com.sup.messenger.websocket.engineio.EngineListener;
import com.sup.messenger.websocket.engineio.EngineSocket;
import com.sup.messenger.websocket.socketio.packet.PacketDecoder;
import com.sup.messenger.websocket.socketio.packet.PacketParser;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Serves Socket.IO (protocol v5) on Engine.IO sessions, and holds its namespaces.
///
/// `/` always exists. Set the namespaces up before the first connection.
public final class SocketServer implements EngineApplication {

  private final SocketConfig config;
  private final Guard guard;
  private final PacketParser parser;
  private final ConcurrentHashMap<String, Namespace> namespaces = new ConcurrentHashMap<>();

  /// Makes a server that reports the exceptions of handlers to `failures`.
  public SocketServer(SocketConfig config, FailureListener failures) {
    this.config = config;
    this.guard = new Guard(failures);
    this.parser = new PacketParser(config.packets());
    of("/");
  }

  /// Returns the namespace of a name. Makes it at the first call.
  ///
  /// @throws IllegalArgumentException for a name that does not begin with `/` or that has a comma
  public Namespace of(String name) {
    if (!name.startsWith("/") || name.contains(",")) {
      throw new IllegalArgumentException("not the name of a namespace: " + name);
    }
    return namespaces.computeIfAbsent(name, made -> new Namespace(made, guard));
  }

  @Override
  public EngineListener onOpen(EngineSocket socket) {
    return new ClientConnection(this, socket);
  }

  @Override
  public EngineListener onHandOver(EngineSocket socket, byte[] state) {
    ClientConnection connection = new ClientConnection(this, socket);
    try {
      connection.goOn(state);
    } catch (IOException | RuntimeException e) {
      Guard.log(e);
      // The sockets that already continue must see the end.
      socket.close(CloseReason.TRANSPORT_ERROR);
    }
    return connection;
  }

  Optional<Namespace> find(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  SocketConfig config() {
    return config;
  }

  PacketDecoder newDecoder() {
    return new PacketDecoder(parser, config.packets());
  }
}
