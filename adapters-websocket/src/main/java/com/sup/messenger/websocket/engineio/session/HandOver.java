package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session on its way to another instance.
///
/// @param packets what the client has not been sent yet, in order
/// @param closed why the application has closed the session, if it has: then nothing is left to do
///     but to send the packets
/// @param application what the application needs to go on; empty in a closed session
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record HandOver(
    EngineRequest handshake,
    List<OutboundMessage> packets,
    Heartbeat.Remaining heartbeat,
    @Nullable CloseReason closed,
    byte[] application) {

  public HandOver {
    packets = List.copyOf(packets);
  }
}
