package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.connection.Script;
import java.util.List;
import java.util.function.Function;
import org.redisson.client.codec.ByteArrayCodec;

/// The channels of Redis. They are sharded, or plain if the server is older than 7.0.
public final class Channels implements AutoCloseable {

  private static final Script KNOWS_SHARDED =
      new Script(
          """
          local told = redis.pcall('SPUBLISH', KEYS[1], '')
          if type(told) ~= 'table' then
            return 1
          end
          local refused = string.find(told.err, 'nknown') or string.find(told.err, "can't run")
          return refused and 0 or told
          """);

  private final RedisConnection redis;
  private final Seal seal;
  private final Subscriber subscriber;
  private final RedisKeys names;
  private volatile boolean known;
  private volatile boolean sharded;

  /// Creates the channels of a connection.
  ///
  /// @param seal seals each message; a message that it does not open is dropped
  public Channels(RedisConnection redis, Seal seal) {
    this.redis = redis;
    this.seal = seal;
    this.subscriber = new Subscriber(redis);
    this.names = redis.keys().ofChannels(redis.url().database());
  }

  /// Returns the channel of a topic.
  public String of(Topic topic) {
    return switch (topic) {
      case Topic.Chat chat -> names.of(chat.chatId(), "all");
      case Topic.Viewers viewers -> names.of(viewers.chatId(), "viewers");
      case Topic.User user -> names.of(user.userId(), "all");
      case Topic.Instance instance -> names.ofInstance(instance.id(), "all");
      case Topic.Presence presence -> names.of(presence.userId(), "presence");
    };
  }

  /// Returns the channel of a chat.
  public String of(ChatId chat) {
    return of(new Topic.Chat(chat));
  }

  /// Returns a channel of an instance.
  String ofInstance(String instance, String what) {
    return names.ofInstance(instance, what);
  }

  /// Returns what a script needs to publish a change of a chat.
  public Announcement announcement(ChatId chat, Announcement.Content content) {
    return Announcement.of(this, of(chat), seal, content);
  }

  /// Returns the command that publishes.
  String publishCommand() {
    return sharded() ? "SPUBLISH" : "PUBLISH";
  }

  /// Publishes a message.
  ///
  /// @return the number of its receivers
  public long publish(String channel, byte[] message) {
    boolean sharded = sharded();
    byte[] sealed = seal.message(channel, message);
    return redis.<Long>call(
        channel,
        r ->
            (sharded
                    ? r.getShardedTopic(channel, ByteArrayCodec.INSTANCE)
                    : r.getTopic(channel, ByteArrayCodec.INSTANCE))
                .publishAsync(sealed));
  }

  /// Publishes many messages in few packets. Those of one channel keep their order.
  <M> void publish(List<M> messages, Function<M, String> channel, Function<M, byte[]> bytes) {
    if (messages.isEmpty()) {
      return;
    }
    boolean sharded = sharded();
    redis.<M, Long>each(
        messages,
        channel,
        (batch, message) -> {
          String name = channel.apply(message);
          return (sharded
                  ? batch.getShardedTopic(name, ByteArrayCodec.INSTANCE)
                  : batch.getTopic(name, ByteArrayCodec.INSTANCE))
              .publishAsync(seal.message(name, bytes.apply(message)));
        });
  }

  /// Subscribes to a channel that has no subscription here. It stands when this returns.
  ///
  /// After an interruption, it is made again, and the receiver hears of a gap.
  void subscribe(String channel, Subscribed.Receiver receiver) {
    subscriber.subscribe(channel, sharded(), seal.opening(channel, receiver));
  }

  /// Ends a subscription, if there is one.
  void unsubscribe(String channel) {
    subscriber.unsubscribe(channel);
  }

  private boolean sharded() {
    if (!known) {
      sharded = redis.number(KNOWS_SHARDED, List.of(names.bus())) == 1;
      known = true;
    }
    return sharded;
  }

  @Override
  public void close() {
    subscriber.close();
  }
}
