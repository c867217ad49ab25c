package com.sup.messenger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.redis.connection.Keys;
import com.sup.messenger.redis.pubsub.Seal;
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

  /// How many keys of the database there are, and how many of them begin with the prefix.
  private static final String COUNT =
      """
      redis.call('SELECT', 3)
      return {redis.call('DBSIZE'), #redis.call('KEYS', ARGV[1] .. '*')}
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
