package com.sup.messenger.redis.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A Lua script, which Redis runs as one step. All its keys share one hash tag.
public record Script(String lua) {

  /// Reads the script of that name, a resource in the package of the class that runs it.
  ///
  /// @throws IllegalArgumentException if there is no such script
  public static Script named(String name, Class<?> user) {
    try (InputStream file = user.getResourceAsStream(name + ".lua")) {
      if (file == null) {
        throw new IllegalArgumentException("No script " + name);
      }
      return new Script(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
