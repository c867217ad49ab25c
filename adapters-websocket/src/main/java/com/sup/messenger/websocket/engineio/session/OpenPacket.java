package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.Transports;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;

/// The first packet of a session (Engine.IO v4, "Handshake").
final class OpenPacket {
  private OpenPacket() {}

  static OutboundMessage of(String id, EngineConfig config, boolean polls) {
    boolean upgradable = polls && config.transports().contains(Transports.WEBSOCKET);
    String json =
        "{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}"
            .formatted(
                id,
                upgradable ? "\"websocket\"" : "",
                config.pingInterval().toMillis(),
                config.pingTimeout().toMillis(),
                config.maxPayload());
    return OutboundMessage.packet('0', json);
  }
}
