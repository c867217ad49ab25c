package com.sup.messenger.redis;

import com.sup.messenger.redis.connection.Keys;
import com.sup.messenger.redis.pubsub.Seal;

/// On a cluster, and with a prefix: it leaves the hash tags as they are.
class RedisClusterPortsTest extends RedisPorts {

  RedisClusterPortsTest() {
    super(RedisServers.clusterUrl(), Keys.under("acme:"), Seal.none(), Seal.none());
  }
}
