package com.sup.messenger.redis.connection;

import java.time.Duration;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SingleServerConfig;

/// The settings of Redisson: a call fails rather than waits, and a lost connection is back soon.
final class RedissonSettings {

  private static final int COMMAND_MS = 1_500;
  private static final int CONNECT_MS = 1_500;
  private static final int PING_MS = 2_000;
  private static final Duration RECONNECTION = Duration.ofMillis(200);
  private static final int MAX_CONNECTIONS = 64;
  private static final int IDLE_CONNECTIONS = 4;
  private static final int CLUSTER_SCAN_MS = 1_000;
  private static final int THREADS = 2;

  private RedissonSettings() {}

  static Config of(RedisUrl url) {
    Config config =
        new Config()
            .setUsername(url.user())
            .setPassword(url.password())
            .setCodec(StringCodec.INSTANCE)
            .setThreads(THREADS)
            .setNettyThreads(THREADS)
            .setUseThreadClassLoader(false);
    if (url.isCluster()) {
      cluster(config.useClusterServers(), url);
    } else {
      single(config.useSingleServer(), url);
    }
    return config;
  }

  private static void single(SingleServerConfig server, RedisUrl url) {
    shared(server);
    server
        .setAddress(url.nodes().getFirst())
        .setDatabase(url.database())
        .setConnectionPoolSize(MAX_CONNECTIONS)
        .setConnectionMinimumIdleSize(IDLE_CONNECTIONS)
        // Subscriptions have connections of their own.
        .setSubscriptionConnectionMinimumIdleSize(0);
  }

  private static void cluster(ClusterServersConfig servers, RedisUrl url) {
    shared(servers);
    pools(servers);
    servers.setNodeAddresses(url.nodes());
    servers
        .setScanInterval(CLUSTER_SCAN_MS)
        // The chats of the other nodes still work if one node is away.
        .setCheckSlotsCoverage(false)
        // A late replica would show a value as missing.
        .setReadMode(ReadMode.MASTER);
  }

  private static void pools(BaseMasterSlaveServersConfig<?> servers) {
    servers
        .setMasterConnectionPoolSize(MAX_CONNECTIONS)
        .setMasterConnectionMinimumIdleSize(IDLE_CONNECTIONS)
        .setSlaveConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionMinimumIdleSize(0);
  }

  private static void shared(BaseConfig<?> server) {
    server
        .setTimeout(COMMAND_MS)
        .setConnectTimeout(CONNECT_MS)
        .setRetryAttempts(0)
        .setReconnectionDelay(new ConstantDelay(RECONNECTION))
        .setPingConnectionInterval(PING_MS);
  }
}
