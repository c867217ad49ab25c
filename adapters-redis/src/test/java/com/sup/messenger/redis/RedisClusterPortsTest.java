package com.sup.messenger.redis;

class RedisClusterPortsTest extends RedisPorts {

  RedisClusterPortsTest() {
    super(RedisServers.clusterUrl());
  }
}
