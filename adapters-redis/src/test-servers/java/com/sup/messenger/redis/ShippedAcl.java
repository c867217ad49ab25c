package com.sup.messenger.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The Redis user of the deployed service, with the rules of `deploy/redis/sup.acl`.
public final class ShippedAcl {

  /// The name of the user.
  public static final String USER = "sup";

  private static final String PASSWORD = "password-of-tests";

  private ShippedAcl() {}

  /// Starts a server that has that user, beside the one with all rights.
  public static RedisProcess open() {
    List<String> options = new ArrayList<>(List.of("--user", USER, "on", ">" + PASSWORD));
    options.addAll(rules());
    return RedisProcess.open(options.toArray(String[]::new));
  }

  private static List<String> rules() {
    try {
      Path file = Path.of("..", "deploy", "redis", "sup.acl");
      return List.of(Files.readString(file).strip().split(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the URL of a server for that user.
  public static String url(RedisProcess server) {
    return "redis://" + USER + ":" + PASSWORD + "@127.0.0.1:" + server.port();
  }
}
