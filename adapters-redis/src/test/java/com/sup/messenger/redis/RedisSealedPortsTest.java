package com.sup.messenger.redis;

import java.time.InstantSource;
import java.util.List;

/// While one secret takes the place of another: each instance seals with its own first one.
class RedisSealedPortsTest extends RedisPorts {

  private static final String OLD = "old-".repeat(8);
  private static final String NEW = "new-".repeat(8);

  RedisSealedPortsTest() {
    super(
        RedisServers.url(),
        Seal.of(List.of(NEW, OLD), InstantSource.system()),
        Seal.of(List.of(OLD, NEW), InstantSource.system()));
  }
}
