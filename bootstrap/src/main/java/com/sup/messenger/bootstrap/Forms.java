package com.sup.messenger.bootstrap;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the texts of variables may look like; each throws [IllegalArgumentException] for another.
final class Forms {

  /// RFC 6454 section 6.2, as browsers send it.
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

  private Forms() {}

  /// The path of a regular file that can be read.
  static Path file(String text) {
    Path path = Path.of(text);
    require(Files.isRegularFile(path) && Files.isReadable(path));
    return path;
  }

  /// An origin, in small letters, or `*`.
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
