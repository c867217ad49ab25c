package com.sup.messenger.redis;

import java.util.Optional;

class RedisPortsTest extends RedisPorts {

  RedisPortsTest() {
    super(RedisServers.url());
  }

  @Override
  Optional<AutoCloseable> makeUnavailable() {
    return RedisServers.own()
        .map(
            server -> {
              server.pause();
              return server::resume;
            });
  }

  @Override
  Optional<Runnable> interruption() {
    return RedisServers.own()
        .map(server -> () -> server.command("CLIENT", "KILL", "TYPE", "PUBSUB"));
  }
}
