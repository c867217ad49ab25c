package com.sup.messenger.redis;

import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.pubsub.Seal;

/// The ports on a cluster, with a prefix, which leaves the hash tags as they are.
class RedisClusterPortsTest extends RedisPorts {

  RedisClusterPortsTest() {
    super(RedisServers.clusterUrl(), RedisKeys.under("acme:"), Seal.none(), Seal.none());
  }
}
