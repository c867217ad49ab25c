package com.sup.messenger.websocket.engineio;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/// Reads the body of a POST and hands it to the session.
final class PostReader {
  private static final String BINARY = "application/octet-stream";

  private final int maxPayload;

  PostReader(int maxPayload) {
    this.maxPayload = maxPayload;
  }

  /// What has come of it.
  ///
  /// @throws CloseConnectionException when the body ends too early, which ends the session
  SessionStatus read(ServerRequest request, PollingSession session) {
    if (isBinary(request)) {
      session.breakPost();
      return SessionStatus.VIOLATED;
    }
    if (request.headers().contentLength().orElse(0) > maxPayload) {
      return SessionStatus.TOO_LARGE;
    }
    byte[] body = readBody(request, session);
    return body.length > maxPayload ? SessionStatus.TOO_LARGE : session.post(body);
  }

  // Of Engine.IO v3; v4 knows base64 only.
  private static boolean isBinary(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    return type.toLowerCase(Locale.ROOT).startsWith(BINARY);
  }

  /// At most one byte more than may be sent.
  private byte[] readBody(ServerRequest request, PollingSession session) {
    try (InputStream body = request.content().inputStream()) {
      return body.readNBytes(maxPayload + 1);
    } catch (IOException | RuntimeException e) {
      session.breakPost();
      throw new CloseConnectionException("The client broke off a POST", e);
    }
  }
}
