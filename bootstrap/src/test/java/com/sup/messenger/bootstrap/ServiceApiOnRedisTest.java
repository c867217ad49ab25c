package com.sup.messenger.bootstrap;

import com.sup.messenger.redis.RedisProcess;
import org.junit.jupiter.api.AutoClose;

/// Runs the cases with back-ends on one instance and clients on another.
class ServiceApiOnRedisTest extends ServiceApiCases {

  @AutoClose private final RedisProcess redis = RedisProcess.open();

  @Override
  int size() {
    return 2;
  }

  @Override
  String variable() {
    return "REDIS_URL=" + redis.url();
  }
}
