package com.sup.messenger.redis;

/// The servers that tests share: started once for this JVM when first asked for.
public final class RedisServers {

  private RedisServers() {}

  /// One server: that of `SUP_TEST_REDIS_URL` where it is set.
  public static String url() {
    String given = System.getenv("SUP_TEST_REDIS_URL");
    return given == null ? Single.SERVER.url() : given;
  }

  /// A cluster of three masters.
  public static String clusterUrl() {
    return Cluster.SERVERS.url();
  }

  /// One server, as the user of the service who is deployed.
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
