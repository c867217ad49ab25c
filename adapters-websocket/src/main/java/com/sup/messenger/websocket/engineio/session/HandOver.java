package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.packet.OutboundMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A session on its way to another instance.
///
/// @param packets the packets that the client has not got yet, in order
/// @param closed why the application has closed the session, if it has; then only the packets are
///     left to send
/// @param application the state that the application needs to continue; empty in a closed session
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
