package com.sup.messenger.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.sup.messenger.domain.InvalidValueException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads the body of a call. Limits its size and the time that it may take.
final class RequestBody {

  /// The greatest size in bytes.
  static final int MAX_BYTES = 1024 * 1024;

  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int CHUNK = 16 * 1024;
  private static final ObjectReader READER =
      JsonText.MAPPER
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

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

  /// Reads the body as JSON.
  ///
  /// @throws InvalidValueException if it is not JSON
  /// @throws TooLargeException if it is larger than [#MAX_BYTES]
  /// @throws TooSlowException if it takes more than 10 s
  static JsonNode read(ServerRequest request) {
    try {
      JsonNode body = READER.readTree(bytes(request));
      // Half a surrogate pair cannot be encoded, so no client could receive it.
      InvalidValueException.require(
          StandardCharsets.UTF_8.newEncoder().canEncode(body.toString()),
          "body must not hold half a surrogate pair");
      return body;
    } catch (JsonProcessingException _) {
      throw new InvalidValueException("body must be JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
