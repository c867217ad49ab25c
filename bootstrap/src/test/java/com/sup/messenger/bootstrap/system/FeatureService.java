package com.sup.messenger.bootstrap.system;

import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.postgres.PostgresProcess;
import com.sup.messenger.redis.RedisProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A service in development, with one instance on memory, or three on a Redis or on a Redis and a
/// PostgreSQL.
///
/// @param servers the instances
record FeatureService(List<MessengerServer> servers) implements AutoCloseable {

  /// No limit of events.
  static final String NO_LIMITS = "message:new=unlimited,default=unlimited";

  private static final int INSTANCES = 3;

  /// Makes the variables of a service in production. Its key signs tokens and opens the service
  /// API.
  static Map<String, String> production(String key) {
    return Map.of(
        "NODE_ENV",
        "production",
        "JWT_SECRET",
        key,
        "SERVICE_API_KEY",
        key,
        "CORS_ORIGIN",
        "https://chat.example");
  }

  /// Starts instances with the same variables.
  static FeatureService of(int instances, String limits, Map<String, String> variables) {
    return new FeatureService(
        Stream.generate(() -> start(limits, variables)).limit(instances).toList());
  }

  static FeatureService onMemory(String limits) {
    return of(1, limits, Map.of());
  }

  static FeatureService onRedis(RedisProcess redis, String limits) {
    return of(INSTANCES, limits, Map.of("REDIS_URL", redis.url()));
  }

  static FeatureService onPostgres(RedisProcess redis, PostgresProcess postgres, String limits) {
    return of(
        INSTANCES,
        limits,
        Map.of(
            "ADAPTERS",
            "redis,postgres",
            "REDIS_URL",
            redis.url(),
            "POSTGRES_URL",
            postgres.url(),
            "POSTGRES_CONNECTIONS",
            "8"));
  }

  private static MessengerServer start(String limits, Map<String, String> variables) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "PORT", "0",
                "API_PORT", "0",
                "RATE_LIMITS", limits,
                "RATE_LIMIT_MAX_CONNECTIONS", "1000"));
    all.putAll(variables);
    return MessengerServer.start(Configuration.from(all));
  }

  /// Returns the ports for clients, comma-separated.
  String ports() {
    return ports(MessengerServer::port);
  }

  /// Returns the ports for back-ends, comma-separated.
  String apiPorts() {
    return ports(MessengerServer::apiPort);
  }

  private String ports(ToIntFunction<MessengerServer> port) {
    return servers.stream()
        .map(server -> "" + port.applyAsInt(server))
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    servers.forEach(MessengerServer::close);
  }
}
