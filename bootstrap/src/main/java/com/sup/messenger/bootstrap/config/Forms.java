package com.sup.messenger.bootstrap.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// Checks the text forms of variables. Each method throws [IllegalArgumentException] for another
/// form.
final class Forms {

  /// An origin as browsers send it (RFC 6454, section 6.2).
  private static final Pattern ORIGIN =
      Pattern.compile(
          "null|file://|[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  // The last part must hold a letter. Programs disagree whether a name that ends in a number is an
  // IPv4 address.
  private static final Pattern HOST_NAME =
      Pattern.compile("([A-Za-z0-9_-]+[.])*[A-Za-z0-9_-]*[A-Za-z][A-Za-z0-9_-]*");

  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

  private Forms() {}

  /// Returns the path of a regular file that can be read.
  static Path file(String text) {
    Path path = Path.of(text);
    require(Files.isRegularFile(path) && Files.isReadable(path));
    return path;
  }

  /// Looks up an address: an IP address (IPv6 with or without brackets) or a host name.
  static InetAddress address(String text) {
    if (!HOST_NAME.matcher(text).matches()) {
      // The JDK would take fewer parts too: 3001 for 0.0.11.185.
      require(text.contains(":") || text.split("[.]", -1).length == 4);
      return InetAddress.ofLiteral(text.replaceFirst("^\\[(.+)]$", "$1"));
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// Returns an origin in small letters, `null`, or `*`.
  static String origin(String text) {
    String origin = text.toLowerCase(Locale.ROOT);
    require(origin.equals("*") || ORIGIN.matcher(origin).matches());
    return origin;
  }

  /// Returns the path of a file, or an HTTP URL.
  static String keySet(String text) {
    if (text.startsWith("http://") || text.startsWith("https://")) {
      require(URI.create(text).getHost() != null);
    } else {
      file(text);
    }
    return text;
  }

  /// Returns a text of visible ASCII characters, which is safe in a header.
  static String visible(String text) {
    require(VISIBLE.matcher(text).matches());
    return text;
  }

  /// Returns a text that matches the pattern.
  static String matching(Pattern pattern, String text) {
    require(pattern.matcher(text).matches());
    return text;
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}
