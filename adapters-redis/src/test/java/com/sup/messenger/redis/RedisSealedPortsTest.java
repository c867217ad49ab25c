package com.sup.messenger.redis;

import com.sup.messenger.redis.pubsub.Seal;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// The ports as deployed: with a secret, and by a user who may do only the needed commands.
///
/// One secret replaces another: each instance seals with its own first one.
@Tag("full")
class RedisSealedPortsTest extends RedisPorts {

  private static final String OLD = "old-".repeat(8);
  private static final String NEW = "new-".repeat(8);

  RedisSealedPortsTest() {
    super(
        RedisServers.limitedUrl(),
        Seal.of(List.of(NEW, OLD), InstantSource.system()),
        Seal.of(List.of(OLD, NEW), InstantSource.system()));
  }
}
