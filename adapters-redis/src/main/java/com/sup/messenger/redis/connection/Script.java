package com.sup.messenger.redis.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Lua script, which Redis runs as one step. All its keys share one hash tag.
public record Script(String lua) {

  /// Reads the script of that name, after others whose functions it calls.
  public static Script named(String name, Class<?> user, String... others) {
    String lua =
        Stream.concat(Stream.of(others), Stream.of(name))
            .map(each -> named(each, user).lua())
            .collect(Collectors.joining("\n"));
    return new Script(lua);
  }

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
