package com.sup.messenger.websocket.engineio;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/// Reads the body of a POST and hands its packets to the session.
final class PostReader {
  private static final String BINARY = "application/octet-stream";

  private final int maxPayload;

  PostReader(int maxPayload) {
    this.maxPayload = maxPayload;
  }

  /// The status of the reply.
  ///
  /// @throws CloseConnectionException when the body ends too early, which ends the session
  Status read(ServerRequest request, EngineSession session) {
    if (isBinary(request)) {
      session.polling().bodyRead();
      session.end(CloseReason.TRANSPORT_ERROR);
      return Status.BAD_REQUEST_400;
    }
    if (request.headers().contentLength().orElse(0) > maxPayload) {
      return Status.REQUEST_ENTITY_TOO_LARGE_413;
    }
    byte[] body = readBody(request, session);
    if (body.length > maxPayload) {
      return Status.REQUEST_ENTITY_TOO_LARGE_413;
    }
    session.polling().bodyRead();
    return accept(body, session) ? Status.OK_200 : Status.BAD_REQUEST_400;
  }

  // Of Engine.IO v3; v4 knows base64 only.
  private static boolean isBinary(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    return type.toLowerCase(Locale.ROOT).startsWith(BINARY);
  }

  private static boolean accept(byte[] body, EngineSession session) {
    try {
      return session.onPayload(Payload.decode(body));
    } catch (CharacterCodingException e) {
      session.end(CloseReason.PARSE_ERROR);
      return false;
    }
  }

  /// At most one byte more than may be sent.
  private byte[] readBody(ServerRequest request, EngineSession session) {
    try (InputStream body = request.content().inputStream()) {
      return body.readNBytes(maxPayload + 1);
    } catch (IOException | RuntimeException e) {
      session.polling().bodyRead();
      session.end(CloseReason.TRANSPORT_ERROR);
      throw new CloseConnectionException("The client broke off a POST", e);
    }
  }
}
