package com.sup.messenger.bootstrap;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the texts of variables may look like; each throws [IllegalArgumentException] for another.
final class Forms {

  /// RFC 6454 section 6.2, as browsers send it.
  private static final Pattern ORIGIN =
      Pattern.compile(
          "null|file://|[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  // A name that ends in a number is taken for an IPv4 address by some and for a name by others.
  private static final Pattern HOST_NAME =
      Pattern.compile("([A-Za-z0-9_-]+[.])*[A-Za-z0-9_-]*[A-Za-z][A-Za-z0-9_-]*");

  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

  private Forms() {}

  /// The path of a regular file that can be read.
  static Path file(String text) {
    Path path = Path.of(text);
    require(Files.isRegularFile(path) && Files.isReadable(path));
    return path;
  }

  /// An IP address, an IPv6 one with or without brackets, or a host name, which is looked up.
  static InetAddress address(String text) {
    if (!HOST_NAME.matcher(text).matches()) {
      // Fewer parts would be taken too: 3001 for 0.0.11.185.
      require(text.contains(":") || text.split("[.]", -1).length == 4);
      return InetAddress.ofLiteral(text.replaceFirst("^\\[(.+)]$", "$1"));
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// An origin, in small letters, `null`, or `*`.
  static String origin(String text) {
    String origin = text.toLowerCase(Locale.ROOT);
    require(origin.equals("*") || ORIGIN.matcher(origin).matches());
    return origin;
  }

  /// A file, or an HTTP URL.
  static String keySet(String text) {
    if (text.startsWith("http://") || text.startsWith("https://")) {
      require(URI.create(text).getHost() != null);
    } else {
      file(text);
    }
    return text;
  }

  /// Visible ASCII, as a header can hold it.
  static String visible(String text) {
    require(VISIBLE.matcher(text).matches());
    return text;
  }

  /// What a pattern matches.
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
