package com.sup.messenger.redis;

import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.connection.RedisUrl;
import com.sup.messenger.redis.connection.Script;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/// The servers that tests share. Each starts once in this JVM, for its first test.
public final class RedisServers {

  private RedisServers() {}

  /// Returns the URL of one server: `SUP_TEST_REDIS_URL`, if it is set.
  public static String url() {
    String given = System.getenv("SUP_TEST_REDIS_URL");
    return given == null ? Single.SERVER.url() : given;
  }

  /// Returns the server of [#url()], unless it is a given one.
  static Optional<RedisProcess> own() {
    return System.getenv("SUP_TEST_REDIS_URL") == null
        ? Optional.of(Single.SERVER)
        : Optional.empty();
  }

  /// Returns the URL of a cluster of three masters.
  public static String clusterUrl() {
    return Cluster.SERVERS.url();
  }

  /// Returns the URL of one server, for the user of the deployed service.
  public static String limitedUrl() {
    return ShippedAcl.url(Limited.SERVER);
  }

  /// Opens a connection with plain names.
  public static RedisConnection open(String url) {
    return RedisConnection.open(RedisUrl.parse(url), RedisKeys.plain(), OutsideCalls.UNHEARD);
  }

  /// Opens a connection with plain names, and waits until Redis has answered. The first connections
  /// of a JVM take longer on a busy machine than a start waits for.
  public static RedisConnection connected(String url) {
    RedisConnection redis = open(url);
    Script one = new Script("return 1");
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> redis.number(one, List.of(redis.keys().durableTimers())) == 1);
    return redis;
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
