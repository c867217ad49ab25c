package com.sup.messenger.websocket.engineio.polling;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/// A refusal of a request (`errors` of the reference server for Engine.IO).
public record EngineError(int code, String message) {
  public static final EngineError TRANSPORT_UNKNOWN = new EngineError(0, "Transport unknown");
  public static final EngineError SESSION_UNKNOWN = new EngineError(1, "Session ID unknown");
  public static final EngineError BAD_METHOD = new EngineError(2, "Bad handshake method");
  public static final EngineError BAD_REQUEST = new EngineError(3, "Bad request");
  public static final EngineError UNSUPPORTED_VERSION =
      new EngineError(5, "Unsupported protocol version");

  /// Makes a refusal with a message that the client sees.
  public static EngineError forbidden(String message) {
    return new EngineError(4, message);
  }

  /// Returns the HTTP status of the response.
  public int status() {
    return code == 4 ? 403 : 400;
  }

  /// Returns the body of the response.
  public byte[] json() {
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(message));
    return ("{\"code\":" + code + ",\"message\":\"" + quoted + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
