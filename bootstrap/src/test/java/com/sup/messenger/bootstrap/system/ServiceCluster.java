package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// Three instances on the same stores, each a process. A balancer sends each request to any of
/// them.
final class ServiceCluster implements AutoCloseable {

  private static final int SIZE = 3;
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

  private final Map<String, String> stores;
  private final List<ServerProcess> instances = new CopyOnWriteArrayList<>();
  private final RandomBalancer balancer = new RandomBalancer(System.nanoTime(), List.of());

  ServiceCluster(String redisUrl) {
    this(Map.of("REDIS_URL", redisUrl));
  }

  /// @param stores the variables of the stores
  ServiceCluster(Map<String, String> stores) {
    this.stores = stores;
    List<Thread> starts =
        Stream.generate(() -> Thread.startVirtualThread(this::add)).limit(SIZE).toList();
    starts.forEach(ServiceCluster::join);
    if (instances.size() < SIZE) {
      close();
      throw new IllegalStateException("not all have started");
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Starts one more instance.
  void add() {
    Map<String, String> variables = new HashMap<>(stores);
    variables.put("RATE_LIMITS", "message:new=unlimited,default=unlimited");
    variables.put("RATE_LIMIT_MAX_CONNECTIONS", "100000");
    variables.put("SHUTDOWN_TIMEOUT", "" + SHUTDOWN_TIMEOUT.toMillis());
    ServerProcess instance = ServerProcess.start(variables, ServerProcess.LIGHT);
    instances.add(instance);
    balancer.add(instance.port());
  }

  int port() {
    return balancer.port();
  }

  /// Returns the port of each instance.
  int[] ports() {
    return instances.stream().mapToInt(ServerProcess::port).toArray();
  }

  ServerProcess instance(int index) {
    return instances.get(index);
  }

  /// Kills the oldest instance by SIGKILL and starts another one.
  void killOne() {
    ServerProcess victim = instances.removeFirst();
    victim.close();
    balancer.remove(victim.port());
    add();
  }

  /// Starts an instance, then ends the oldest by SIGTERM. Returns its exit code.
  int drainOne() throws InterruptedException {
    add();
    return stopOne();
  }

  /// Ends the oldest instance by SIGTERM. Returns its exit code. Fails if that takes longer than
  /// `SHUTDOWN_TIMEOUT`.
  int stopOne() throws InterruptedException {
    try (ServerProcess victim = instances.removeFirst()) {
      victim.terminate();
      balancer.remove(victim.port());
      return victim.awaitEnd(SHUTDOWN_TIMEOUT);
    }
  }

  @Override
  public void close() {
    instances.forEach(ServerProcess::close);
    try {
      balancer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
