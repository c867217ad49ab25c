package com.sup.messenger.websocket.engineio.polling;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// A content coding that a client may accept (RFC 9110 section 12.5.3).
public enum ContentCoding {
  GZIP,
  DEFLATE,
  IDENTITY;

  /// Returns the best of the codings that an Accept-Encoding value allows.
  public static ContentCoding negotiate(String acceptEncoding) {
    Map<String, Boolean> allowed = new HashMap<>();
    for (String element : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = element.split(";", 2);
      allowed.put(parts[0].strip(), parts.length == 1 || !isZero(parts[1]));
    }
    // The asterisk allows the codings that are not named.
    boolean others = allowed.getOrDefault("*", false);
    if (allowed.getOrDefault("gzip", others)) {
      return GZIP;
    }
    return allowed.getOrDefault("deflate", others) ? DEFLATE : IDENTITY;
  }

  String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  byte[] encode(byte[] content) {
    if (this == IDENTITY) {
      return content;
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(content.length / 2);
    try (OutputStream encoder =
        this == GZIP ? new GZIPOutputStream(encoded) : new DeflaterOutputStream(encoded)) {
      encoder.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return encoded.toByteArray();
  }

  private static boolean isZero(String parameter) {
    return parameter.strip().matches("q=0(\\.0*)?");
  }
}
