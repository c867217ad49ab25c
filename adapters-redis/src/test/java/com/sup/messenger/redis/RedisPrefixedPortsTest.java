package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.pubsub.Seal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/// The ports with a prefix, in a database other than 0, by a user who may use only that prefix.
@Tag("long")
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
        RedisKeys.under(PREFIX),
        Seal.none(),
        Seal.none());
  }

  /// Counts the keys of the database, and those that begin with the prefix.
  private static final String COUNT =
      """
      redis.call('SELECT', 3)
      -- DBSIZE would count keys whose time is over too.
      return {#redis.call('KEYS', '*'), #redis.call('KEYS', ARGV[1] .. '*')}
      """;

  @AfterAll
  static void each_key_begins_with_the_prefix() {
    try (SERVER) {
      List<?> counts = (List<?>) SERVER.command("EVAL", COUNT, "0", PREFIX);
      assertThat((Long) counts.getFirst()).isPositive().isEqualTo(counts.getLast());
      assertThat(SERVER.command("DBSIZE")).isEqualTo(0L);
    }
  }
}
