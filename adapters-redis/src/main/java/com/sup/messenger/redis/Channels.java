package com.sup.messenger.redis;

import com.sup.messenger.application.port.Topic;
import java.util.List;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.Codec;

/// Where a topic's envelopes are published: on sharded channels, or on plain ones where the server
/// does not know those (before 7.0).
final class Channels {

  private static final Script KNOWS_SHARDED =
      new Script(
          """
          local told = redis.pcall('SPUBLISH', KEYS[1], '')
          return type(told) == 'table' and 0 or 1
          """);

  private final RedisConnection redis;
  private volatile boolean known;
  private volatile boolean sharded;

  Channels(RedisConnection redis) {
    this.redis = redis;
  }

  /// The channel of a topic.
  static String of(Topic topic) {
    return switch (topic) {
      case Topic.Chat chat -> Keys.of(chat.chatId(), "all");
      case Topic.Viewers viewers -> Keys.of(viewers.chatId(), "viewers");
      case Topic.User user -> Keys.of(user.userId(), "all");
      case Topic.Instance instance -> Keys.ofInstance(instance.id(), "all");
      case Topic.Presence presence -> Keys.of(presence.userId(), "presence");
    };
  }

  /// The command that publishes.
  String publishCommand() {
    return sharded() ? "SPUBLISH" : "PUBLISH";
  }

  /// The channel of that name, for a call to Redisson.
  RTopic open(RedissonClient redisson, String channel, Codec codec) {
    return sharded() ? redisson.getShardedTopic(channel, codec) : redisson.getTopic(channel, codec);
  }

  private boolean sharded() {
    if (!known) {
      sharded = redis.number(KNOWS_SHARDED, List.of("{bus}")) == 1;
      known = true;
    }
    return sharded;
  }
}
