package com.sup.messenger.redis;

class RedisPortsTest extends RedisPorts {

  RedisPortsTest() {
    super(RedisServers.url());
  }
}
