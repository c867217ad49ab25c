package com.sup.messenger.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns a request of HTTP/1.0 into one of HTTP/1.1, which is the only version that Helidon reads.
///
/// Probes of balancers and old tools speak it. The answer is that of HTTP/1.1 (RFC 9110 section
/// 2.5 allows that), and the connection ends with it.
final class Http10 {

  /// More than a request line, and the headers of a probe.
  private static final int MAX_HEAD = 32 * 1024;

  private static final String VERSION = " HTTP/1.0\r\n";

  private Http10() {}

  /// Reads more of a connection.
  interface Source {
    /// At least a byte, or `null` if nothing will come.
    byte @Nullable [] next();
  }

  /// The head of a request as HTTP/1.1 has it, and what has come with it.
  ///
  /// @param head what has come
  /// @param host for a request without `Host`, which HTTP/1.1 demands
  /// @param is10 run if the request is one of HTTP/1.0
  static byte[] translate(byte[] head, Source source, String host, Runnable is10) {
    String text = complete(new String(head, ISO_8859_1), "\r\n", source);
    int line = text.indexOf("\r\n");
    if (line < 0 || !text.startsWith(VERSION, line - VERSION.length() + 2)) {
      return text.getBytes(ISO_8859_1);
    }
    text = complete(text, "\r\n\r\n", source);
    is10.run();
    boolean hasHost = text.toLowerCase(Locale.ROOT).contains("\r\nhost:");
    return (text.substring(0, line - VERSION.length() + 2)
            + " HTTP/1.1\r\n"
            + (hasHost ? "" : "Host: " + host + "\r\n")
            + text.substring(line + 2))
        .getBytes(ISO_8859_1);
  }

  private static String complete(String begun, String end, Source source) {
    String text = begun;
    while (!text.contains(end) && text.length() < MAX_HEAD) {
      byte[] more = source.next();
      if (more == null) {
        return text;
      }
      text += new String(more, ISO_8859_1);
    }
    return text;
  }
}
