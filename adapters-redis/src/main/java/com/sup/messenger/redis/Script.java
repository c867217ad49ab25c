package com.sup.messenger.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A Lua script, which Redis runs as one step. All its keys stand under one hash tag.
record Script(String lua) {

  /// The script of that name beside this class.
  static Script named(String name) {
    try (InputStream file = Script.class.getResourceAsStream(name + ".lua")) {
      if (file == null) {
        throw new IllegalArgumentException("No script " + name);
      }
      return new Script(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
