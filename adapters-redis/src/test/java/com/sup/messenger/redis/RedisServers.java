package com.sup.messenger.redis;

/// The servers that tests share. Each starts once in this JVM, for its first test.
public final class RedisServers {

  private RedisServers() {}

  /// Returns the URL of one server: `SUP_TEST_REDIS_URL`, if it is set.
  public static String url() {
    String given = System.getenv("SUP_TEST_REDIS_URL");
    return given == null ? Single.SERVER.url() : given;
  }

  /// Returns the URL of a cluster of three masters.
  public static String clusterUrl() {
    return Cluster.SERVERS.url();
  }

  /// Returns the URL of one server, for the user of the deployed service.
  public static String limitedUrl() {
    return ShippedAcl.url(Limited.SERVER);
  }

  private static final class Single {
    private static final RedisProcess SERVER = RedisProcess.open();
  }

  private static final class Limited {
    private static final RedisProcess SERVER = ShippedAcl.open();
  }

  private static final class Cluster {
    private static final RedisClusterProcess SERVERS = RedisClusterProcess.start();
  }
}
