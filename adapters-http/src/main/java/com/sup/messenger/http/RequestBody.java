package com.sup.messenger.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.json.text.ClientJson;
import com.sup.messenger.json.text.JsonLimits;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;

/// Reads the body of a call. Limits its size and the time that it may take.
final class RequestBody {

  /// The greatest size in bytes.
  static final int MAX_BYTES = 1024 * 1024;

  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int CHUNK = 16 * 1024;

  // The nesting that Jackson reads too. The size bounds the values.
  private static final JsonLimits LIMITS = new JsonLimits(1_000, MAX_BYTES);

  private RequestBody() {}

  /// Reports a body that did not arrive in time.
  static final class TooSlowException extends RuntimeException {
    TooSlowException() {
      super("body must come within 10 seconds", null, false, false);
    }
  }

  /// Reports a body over [#MAX_BYTES].
  static final class TooLargeException extends RuntimeException {
    TooLargeException() {
      super("body must be at most " + MAX_BYTES + " bytes", null, false, false);
    }
  }

  /// Reads the body as JSON. It is absent if it is empty.
  ///
  /// @throws InvalidValueException if it is not JSON in UTF-8
  /// @throws TooLargeException if it is larger than [#MAX_BYTES]
  /// @throws TooSlowException if it takes more than 10 s
  static ClientJson read(ServerRequest request) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(request))).toString();
      if (text.isBlank()) {
        return ClientJson.ABSENT;
      }
      ClientJson body = ClientJson.of(text, LIMITS).orElseThrow(RequestBody::malformed);
      body.refusal()
          .ifPresent(
              rule -> {
                throw new InvalidValueException("body " + rule);
              });
      return body;
    } catch (CharacterCodingException _) {
      throw malformed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InvalidValueException malformed() {
    return new InvalidValueException("body must be JSON");
  }

  private static byte[] bytes(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    long begun = System.nanoTime();
    long size = 0;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try (InputStream stream = request.content().inputStream()) {
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        size += read;
        // A body over the bound is still read to its end. A client that is sending would miss the
        // answer.
        if (size <= MAX_BYTES) {
          body.write(chunk, 0, read);
        }
        if (System.nanoTime() - begun > PATIENCE_NANOS) {
          throw new TooSlowException();
        }
      }
    }
    if (size > MAX_BYTES) {
      throw new TooLargeException();
    }
    return body.toByteArray();
  }
}
