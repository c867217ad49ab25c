package com.sup.messenger.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The location of a key set: a regular file or an HTTP server. Redirects are not followed.
///
/// A document has at most 1 MiB. An HTTP server has 2 s to send all of it.
sealed interface KeySetLocation {

  int MAX_BYTES = 1024 * 1024;

  Duration TIME_OUT = Duration.ofSeconds(2);

  /// Reads the current document.
  ///
  /// @throws IOException if there is none, or it is too long or too late
  byte[] read() throws IOException;

  /// Reads a location.
  ///
  /// @throws IllegalArgumentException if the text is neither a path nor a URL
  static KeySetLocation of(String text) {
    if (text.startsWith("http://") || text.startsWith("https://")) {
      return new Web(HttpRequest.newBuilder(URI.create(text)).timeout(TIME_OUT).build());
    }
    return new Local(text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text));
  }

  /// A file on the local disk.
  record Local(Path path) implements KeySetLocation {

    @Override
    public byte[] read() throws IOException {
      if (!Files.isRegularFile(path)) {
        throw new IOException("no regular file");
      }
      try (InputStream file = Files.newInputStream(path)) {
        byte[] bytes = file.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw new IOException("too long");
        }
        return bytes;
      }
    }
  }

  /// A document of an HTTP server.
  record Web(HttpRequest request) implements KeySetLocation {

    private static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIME_OUT)
            .build();

    @Override
    public byte[] read() throws IOException {
      var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES);
      CompletableFuture<HttpResponse<byte[]>> answer = CLIENT.sendAsync(request, handler);
      try {
        // The request's own time-out ends with the headers. This one includes the body.
        return body(answer.get(TIME_OUT.toMillis(), TimeUnit.MILLISECONDS));
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("no answer within 2 s and 1 MiB", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      } finally {
        answer.cancel(true);
      }
    }

    private static byte[] body(HttpResponse<byte[]> response) throws IOException {
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      return response.body();
    }
  }
}
