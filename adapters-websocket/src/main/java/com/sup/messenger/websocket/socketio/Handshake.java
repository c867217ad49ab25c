package com.sup.messenger.websocket.socketio;

import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.websocket.engineio.EngineRequest;

/// The data that a socket connected with.
///
/// @param request the HTTP request that opened the connection: headers, query, address, time
/// @param auth the payload of the CONNECT packet, an object; `{}` if it had none
public record Handshake(EngineRequest request, ClientJson auth) {

  /// Shows nothing of `auth`: it holds secrets.
  @Override
  public String toString() {
    return "Handshake[request=" + request + "]";
  }
}
