package com.sup.messenger.websocket.engineio.server;

import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.polling.PollingSession;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the body of a POST and hands it to the session.
///
/// Reads a body that is too long for a stranger only if the client is known.
final class PostReader {
  private static final String BINARY = "application/octet-stream";
  private static final int FIRST_BYTES = 256;

  private final int maxPayload;
  private final int maxStrangerPayload;

  PostReader(EngineConfig config) {
    this.maxPayload = config.maxPayload();
    this.maxStrangerPayload = Math.min(config.maxStrangerPayload(), maxPayload);
  }

  /// Reads the body, and returns the session's answer.
  ///
  /// @throws CloseConnectionException if the body ends too early; this ends the session
  SessionStatus read(ServerRequest request, PollingSession session) {
    if (isBinary(request)) {
      session.breakPost();
      return SessionStatus.VIOLATED;
    }
    long announced = request.headers().contentLength().orElse(0);
    if (announced > maxPayload) {
      return SessionStatus.TOO_LARGE;
    }
    try (InputStream body = request.content().inputStream()) {
      byte[] first = announced > maxStrangerPayload ? null : readUpTo(maxStrangerPayload + 1, body);
      if (first != null && first.length <= maxStrangerPayload) {
        return session.post(first);
      }
      SessionStatus status = session.longPost();
      return status == SessionStatus.USABLE ? read(first, body, session) : status;
    } catch (IOException | RuntimeException e) {
      session.breakPost();
      throw new CloseConnectionException("The client broke off a POST", e);
    }
  }

  // At most one byte more than allowed.
  private SessionStatus read(byte @Nullable [] first, InputStream rest, PollingSession session)
      throws IOException {
    InputStream whole =
        first == null ? rest : new SequenceInputStream(new ByteArrayInputStream(first), rest);
    byte[] body = readUpTo(maxPayload + 1, whole);
    return body.length > maxPayload ? SessionStatus.TOO_LARGE : session.post(body);
  }

  // Not `readNBytes`: it takes 16 KiB before the first byte, and thousands of clients may begin a
  // body.
  private static byte[] readUpTo(int most, InputStream body) throws IOException {
    byte[] bytes = new byte[Math.min(most, FIRST_BYTES)];
    int size = 0;
    for (int count = 0; count >= 0 && size < most; size += Math.max(0, count)) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(most, 2 * size));
      }
      count = body.read(bytes, size, bytes.length - size);
    }
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  // Engine.IO v3 sends such bodies. Engine.IO v4 knows base64 only.
  private static boolean isBinary(ServerRequest request) {
    String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    return type.toLowerCase(Locale.ROOT).startsWith(BINARY);
  }
}
