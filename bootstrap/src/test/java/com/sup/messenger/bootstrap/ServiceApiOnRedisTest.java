package com.sup.messenger.bootstrap;

import com.sup.messenger.bootstrap.system.RedisServer;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import org.junit.jupiter.api.AutoClose;

/// Back-ends call one instance, clients are connected to another.
@RequiresTool(Tool.REDIS)
class ServiceApiOnRedisTest extends ServiceApiCases {

  @AutoClose private final RedisServer redis = new RedisServer();

  @Override
  int size() {
    return 2;
  }

  @Override
  String variable() {
    return "REDIS_URL=" + redis.url();
  }
}
