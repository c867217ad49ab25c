package com.sup.messenger.listener.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sup.messenger.listener.turn.FairShare;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns a request of HTTP/1.0 into one of HTTP/1.1, the only version that Helidon reads.
///
/// Helidon answers others with 505 on purpose: helidon-io/helidon 9648, "4.x: Fail more gracefully
/// for HTTP/1.0".
///
/// Probes of balancers and old tools use HTTP/1.0. The answer is one of HTTP/1.1, as RFC 9110
/// section 2.5 allows. The connection ends with it.
public final class Http10 {

  /// The longest head that is translated. It has room for a request line, and the headers of a
  /// probe. Helidon refuses a longer one.
  private static final int MAX_HEAD = 32 * 1024;

  private static final String LINE_END = "\r\n";
  private static final String VERSION = " HTTP/1.0" + LINE_END;

  private static final Pattern UPGRADE = Pattern.compile("(?i)\r\nupgrade:[^\r\n]*");

  private Http10() {}

  /// Reads more of a connection.
  public interface Source {
    /// Waits for at least one byte.
    ///
    /// @return `null` at the end of the connection
    byte @Nullable [] next();
  }

  /// Returns the head of a request in HTTP/1.1, with all bytes that came with it.
  ///
  /// @param begun the bytes that have come
  /// @param host for a request without `Host`, which HTTP/1.1 demands
  /// @param is10 run if the request is one of HTTP/1.0
  public static byte[] translate(byte[] begun, Source source, String host, Runnable is10) {
    Head head = new Head(begun, source);
    int line = head.indexOf(LINE_END);
    int version = line + LINE_END.length() - VERSION.length();
    if (version < 0 || !head.text.substring(version, line + LINE_END.length()).equals(VERSION)) {
      return head.bytes();
    }
    int end = head.indexOf(LINE_END + LINE_END);
    is10.run();
    String fields = withoutUpgrade(head.text.substring(line), end - line);
    boolean hasHost = fields.toLowerCase(Locale.ROOT).contains(LINE_END + "host:");
    String request = head.text.substring(0, version) + " HTTP/1.1";
    return (request + (hasHost ? "" : LINE_END + "Host: " + host) + fields).getBytes(ISO_8859_1);
  }

  // RFC 9110 section 7.8: an upgrade is ignored in a request of HTTP/1.0.
  private static String withoutUpgrade(String fields, int end) {
    return end < 0
        ? fields
        : UPGRADE.matcher(fields.substring(0, end)).replaceAll("") + fields.substring(end);
  }

  /// The bytes of a head so far, one character a byte.
  private static final class Head {
    private final StringBuilder text;
    private final Source source;
    private final FairShare turn = new FairShare();

    Head(byte[] begun, Source source) {
      this.text = new StringBuilder(new String(begun, ISO_8859_1));
      this.source = source;
    }

    /// Waits for a text, and returns its index; -1 if it does not come in time.
    int indexOf(String end) {
      int from = 0;
      int found = text.indexOf(end, from);
      while (found < 0 && text.length() < MAX_HEAD) {
        // The end of the text so far may be the beginning of it.
        from = Math.max(0, text.length() - end.length() + 1);
        byte[] more = source.next();
        if (more == null) {
          return -1;
        }
        text.append(new String(more, ISO_8859_1));
        found = text.indexOf(end, from);
        turn.goOn();
      }
      return found;
    }

    byte[] bytes() {
      return text.toString().getBytes(ISO_8859_1);
    }
  }
}
