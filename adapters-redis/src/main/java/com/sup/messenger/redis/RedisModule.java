package com.sup.messenger.redis;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.DurableTimers;
import com.sup.messenger.application.port.Instances;
import com.sup.messenger.application.port.NotificationStore;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.PresenceStore;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Viewers;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.transport.PeerChannel;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.connection.RedisUrl;
import com.sup.messenger.redis.pubsub.Channels;
import com.sup.messenger.redis.pubsub.RedisEventBus;
import com.sup.messenger.redis.pubsub.RedisPeerChannel;
import com.sup.messenger.redis.pubsub.Seal;
import com.sup.messenger.redis.store.RedisCallStore;
import com.sup.messenger.redis.store.RedisConnectionRegistry;
import com.sup.messenger.redis.store.RedisDurableTimers;
import com.sup.messenger.redis.store.RedisInstances;
import com.sup.messenger.redis.store.RedisNotificationStore;
import com.sup.messenger.redis.store.RedisPreferenceStore;
import com.sup.messenger.redis.store.RedisPresenceStore;
import com.sup.messenger.redis.store.RedisPushOutbox;
import com.sup.messenger.redis.store.RedisRateLimiter;
import com.sup.messenger.redis.store.RedisRevocations;
import com.sup.messenger.redis.store.RedisSessionStore;
import com.sup.messenger.redis.store.RedisViewers;
import com.sup.messenger.redis.store.chat.RedisChatDirectory;
import com.sup.messenger.redis.store.chat.RedisChatProfiles;
import com.sup.messenger.redis.store.chat.RedisMessageLog;
import com.sup.messenger.redis.store.chat.RedisReactionStore;
import com.sup.messenger.redis.store.chat.RedisReceiptStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The module `redis`: the ports on Redis, for any number of instances.
///
/// The service starts without Redis. Calls are unavailable until Redis answers.
public final class RedisModule implements AdapterModule {

  private static final int MAX_MESSAGES_PER_CHAT = 10_000;

  private static final int MIB = 1024 * 1024;

  private static final Variable<Integer> CHAT_MAX_BYTES =
      Variable.integer(
          "CHAT_MAX_BYTES",
          "the most bytes of messages of a chat; past that, or 10,000 messages, the oldest are"
              + " removed",
          64 * MIB,
          MIB,
          Integer.MAX_VALUE);

  private static final Variable<Optional<RedisUrl>> URL =
      Variable.of(
              "REDIS_URL",
              "the address of Redis; several URLs are the nodes of a cluster. Services with"
                  + " different databases share nothing",
              RedisUrl.ALLOWED,
              RedisUrl::parse)
          .shown(Variable.Secrecy.PASSWORD);

  private static final Variable<Optional<RedisKeys>> PREFIX =
      Variable.of(
          "REDIS_PREFIX",
          "the beginning of each key and channel in Redis. Services with different prefixes or"
              + " databases share nothing. In a database other than 0, `db<number>/` follows in a"
              + " channel. All instances have the same prefix",
          RedisKeys.ALLOWED,
          RedisKeys::under);

  private static final Variable<List<String>> CLUSTER_SECRET =
      Variable.list(
              "CLUSTER_SECRET",
              "the secrets by which instances recognise what other instances send through Redis,"
                  + " comma-separated. The first seals, each opens. All instances have the same",
              "secrets of " + Seal.MIN_SECRET_BYTES + " bytes or more, comma-separated",
              RedisModule::secret)
          .shown(Variable.Secrecy.SECRET)
          .usually("none: the service trusts all that Redis returns");

  private static String secret(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length < Seal.MIN_SECRET_BYTES) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public List<Variable<?>> variables() {
    return List.of(URL, PREFIX, CHAT_MAX_BYTES, CLUSTER_SECRET);
  }

  @Override
  public Adapters open(Context context) {
    RedisUrl url = context.variables().get(URL).orElseThrow(() -> URL.refusal(""));
    RedisKeys keys = context.variables().get(PREFIX).orElseGet(RedisKeys::plain);
    RedisConnection redis = RedisConnection.open(url, keys, context.calls());
    Seal seal = Seal.of(context.variables().get(CLUSTER_SECRET), context.clock());
    return adapters(redis, context.instance(), context.variables().get(CHAT_MAX_BYTES), seal);
  }

  static Adapters adapters(RedisConnection redis, String instance, long chatMaxBytes, Seal seal) {
    Channels channels = new Channels(redis, seal);
    RedisPeerChannel peers = new RedisPeerChannel(channels, instance);
    Adapters none =
        Adapters.releasing(
                () -> {
                  peers.close();
                  channels.close();
                  redis.close();
                })
            .dependingOn(redis::answers);
    return ofInstances(
        ofUsers(ofChats(none, redis, channels, chatMaxBytes), redis, seal), redis, channels, peers);
  }

  private static Adapters ofChats(
      Adapters others, RedisConnection redis, Channels channels, long maxBytes) {
    return others
        .with(
            MessageLog.class, new RedisMessageLog(redis, channels, MAX_MESSAGES_PER_CHAT, maxBytes))
        .with(ChatDirectory.class, new RedisChatDirectory(redis))
        .with(ChatProfiles.class, new RedisChatProfiles(redis))
        .with(Viewers.class, new RedisViewers(redis))
        .with(ReceiptStore.class, new RedisReceiptStore(redis, channels))
        .with(ReactionStore.class, new RedisReactionStore(redis, channels, MAX_MESSAGES_PER_CHAT));
  }

  private static Adapters ofUsers(Adapters others, RedisConnection redis, Seal seal) {
    return others
        .with(SessionStore.class, new RedisSessionStore(redis, seal))
        .with(NotificationStore.class, new RedisNotificationStore(redis))
        .with(PushOutbox.class, new RedisPushOutbox(redis))
        .with(CallStore.class, new RedisCallStore(redis))
        .with(PresenceStore.class, new RedisPresenceStore(redis))
        .with(PreferenceStore.class, new RedisPreferenceStore(redis))
        .with(RateLimiter.class, new RedisRateLimiter(redis))
        .with(Revocations.class, new RedisRevocations(redis));
  }

  private static Adapters ofInstances(
      Adapters others, RedisConnection redis, Channels channels, RedisPeerChannel peers) {
    return others
        .with(EventBus.class, new RedisEventBus(channels))
        .with(ConnectionRegistry.class, new RedisConnectionRegistry(redis))
        .with(Instances.class, new RedisInstances(redis))
        .with(DurableTimers.class, new RedisDurableTimers(redis))
        .with(PeerChannel.class, peers);
  }
}
