package com.sup.messenger.bootstrap;

import com.sup.messenger.bootstrap.config.SocketSettings;
import com.sup.messenger.websocket.engineio.Cors;
import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineConfigBuilder;
import com.sup.messenger.websocket.engineio.EngineGate;
import com.sup.messenger.websocket.gateway.OriginGate;
import com.sup.messenger.websocket.socketio.SocketConfig;
import com.sup.messenger.websocket.socketio.json.PacketLimits;
import java.util.Set;

/// The settings of Engine.IO and Socket.IO: those that variables name, and those that are fixed.
final class EngineSettings {

  /// The path of the engine.
  static final String PATH = "/socket.io/";

  /// The settings of Socket.IO. No event of the messenger has binary values.
  static final SocketConfig SOCKETS =
      new SocketConfig(
          SocketConfig.DEFAULT.connectTimeout(),
          SocketConfig.DEFAULT.attachmentTimeout(),
          new PacketLimits(10, 64 * 1024, 64, 50_000),
          SocketConfig.DEFAULT.namespaces());

  // More than the replay to a device that comes back.
  private static final int OUTBOX_PACKETS = 8_192;
  private static final int OUTBOX_BYTES = 4 * 1024 * 1024;

  /// The longest packet, in bytes, of a client without an accepted token. A token of 8 KiB fits.
  private static final int STRANGER_BYTES = 16 * 1024;

  private EngineSettings() {}

  /// Returns the settings of Engine.IO, without the budgets.
  static EngineConfigBuilder engine(SocketSettings settings) {
    boolean anyOrigin = settings.corsOrigins().contains("*");
    Cors cors = anyOrigin ? Cors.anyOrigin() : Cors.origins(Set.copyOf(settings.corsOrigins()));
    return EngineConfig.builder()
        .path(PATH)
        .pingInterval(settings.pingInterval())
        .pingTimeout(settings.pingTimeout())
        .checkInterval(settings.checkInterval())
        .maxPayload(settings.maxPayload())
        .maxStrangerPayload(STRANGER_BYTES)
        .maxStrangers(settings.maxStrangers())
        .maxSessions(ConnectionLimit.sessions())
        .outbox(OUTBOX_PACKETS, OUTBOX_BYTES)
        .cors(cors)
        .gate(anyOrigin ? EngineGate.OPEN : new OriginGate(cors));
  }
}
