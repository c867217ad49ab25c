package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;

/// With a prefix, in a database other than 0, by a user who may use nothing without the prefix.
class RedisPrefixedPortsTest extends RedisPorts {

  private static final String PREFIX = "acme:";
  private static final RedisProcess SERVER =
      RedisProcess.open(
          "--user",
          "acme",
          "on",
          ">secret",
          "+@all",
          "resetkeys",
          "~acme:*",
          "resetchannels",
          "&acme:*");

  RedisPrefixedPortsTest() {
    super(
        "redis://acme:secret@127.0.0.1:" + SERVER.port() + "/3",
        Keys.under(PREFIX),
        Seal.none(),
        Seal.none());
  }

  @AfterAll
  static void each_key_begins_with_the_prefix() {
    try (SERVER) {
      Object keys =
          SERVER.command("EVAL", "redis.call('SELECT', 3) return redis.call('KEYS', '*')", "0");
      assertThat((List<?>) keys)
          .isNotEmpty()
          .allSatisfy(key -> assertThat((String) key).startsWith(PREFIX));
      assertThat(SERVER.command("KEYS", "*")).isEqualTo(List.of());
    }
  }
}
