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

/// Reads the body of a call, within bounds of size and time.
final class RequestBody {

  /// The bound in bytes.
  static final int MAX_BYTES = 1024 * 1024;

  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int CHUNK = 16 * 1024;
  private static final ObjectReader READER =
      Json.MAPPER
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private RequestBody() {}

  /// A body does not come in time.
  static final class TooSlowException extends RuntimeException {
    TooSlowException() {
      super("body must come within 10 seconds", null, false, false);
    }
  }

  /// A body is over the bound.
  static final class TooLargeException extends RuntimeException {
    TooLargeException() {
      super("body must be at most " + MAX_BYTES + " bytes", null, false, false);
    }
  }

  /// The body, which must be JSON.
  ///
  /// @throws InvalidValueException where it is not
  /// @throws TooLargeException where it is over the bound
  /// @throws TooSlowException where it does not come in time
  static JsonNode read(ServerRequest request) {
    try {
      JsonNode body = READER.readTree(bytes(request));
      // Half a surrogate pair cannot be written to a client.
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
        // Read to its end all the same: who still sends would not see the answer.
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
