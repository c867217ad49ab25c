package com.sup.messenger.websocket.engineio;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/// A refusal of a request (protocol notes of Engine.IO: `errors` of the reference server).
record EngineError(int code, String message) {
  static final EngineError TRANSPORT_UNKNOWN = new EngineError(0, "Transport unknown");
  static final EngineError SESSION_UNKNOWN = new EngineError(1, "Session ID unknown");
  static final EngineError BAD_METHOD = new EngineError(2, "Bad handshake method");
  static final EngineError BAD_REQUEST = new EngineError(3, "Bad request");
  static final EngineError UNSUPPORTED_VERSION = new EngineError(5, "Unsupported protocol version");

  static EngineError forbidden(String message) {
    return new EngineError(4, message);
  }

  int status() {
    return code == 4 ? 403 : 400;
  }

  byte[] json() {
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(message));
    return ("{\"code\":" + code + ",\"message\":\"" + quoted + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
