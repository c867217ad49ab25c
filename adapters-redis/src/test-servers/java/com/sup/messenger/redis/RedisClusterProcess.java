package com.sup.messenger.redis;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A Redis Cluster of our own: three masters, with or without replicas.
public final class RedisClusterProcess implements AutoCloseable {

  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;

  private final List<RedisProcess> masters;
  private final List<RedisProcess> replicas;

  private RedisClusterProcess(int replicasEach) {
    masters = Stream.generate(RedisClusterProcess::node).limit(MASTERS).toList();
    replicas = Stream.generate(RedisClusterProcess::node).limit(MASTERS * replicasEach).toList();
    giveSlots();
    join();
    for (int i = 0; i < replicas.size(); i++) {
      replicas.get(i).command("CLUSTER", "REPLICATE", id(masters.get(i % MASTERS)));
    }
    awaitReady();
  }

  /// Starts a cluster without replicas.
  public static RedisClusterProcess start() {
    return new RedisClusterProcess(0);
  }

  /// Starts a cluster with a replica for each master. It takes over within about 2 s.
  public static RedisClusterProcess withReplicas() {
    return new RedisClusterProcess(1);
  }

  private static RedisProcess node() {
    return RedisProcess.open(
        "--cluster-enabled",
        "yes",
        "--cluster-port",
        FreePort.find() + "",
        "--cluster-node-timeout",
        "1500",
        "--cluster-replica-validity-factor",
        "0",
        "--cluster-require-full-coverage",
        "no",
        "--repl-diskless-sync-delay",
        "0");
  }

  private void giveSlots() {
    for (int i = 0; i < MASTERS; i++) {
      int from = SLOTS * i / MASTERS;
      int to = SLOTS * (i + 1) / MASTERS - 1;
      masters.get(i).command("CLUSTER", "SET-CONFIG-EPOCH", i + 1 + "");
      masters.get(i).command("CLUSTER", "ADDSLOTSRANGE", from + "", to + "");
    }
  }

  private void join() {
    RedisProcess first = masters.getFirst();
    nodes()
        .skip(1)
        .forEach(
            node -> node.command("CLUSTER", "MEET", "127.0.0.1", first.port() + "", bus(first)));
    await().until(() -> nodes().allMatch(node -> lines(node) == nodes().count()));
  }

  private static String bus(RedisProcess node) {
    String self = self(node);
    return self.substring(self.indexOf('@') + 1).split("[ ,]")[0];
  }

  private static String self(RedisProcess node) {
    return ((String) node.command("CLUSTER", "NODES"))
        .lines()
        .filter(line -> line.contains("myself"))
        .findFirst()
        .orElseThrow();
  }

  private static String id(RedisProcess node) {
    return (String) node.command("CLUSTER", "MYID");
  }

  private static long lines(RedisProcess node) {
    return ((String) node.command("CLUSTER", "NODES")).lines().count();
  }

  private void awaitReady() {
    await()
        .until(
            () ->
                nodes()
                    .allMatch(
                        node ->
                            ((String) node.command("CLUSTER", "INFO"))
                                .contains("cluster_state:ok")));
    await()
        .until(
            () ->
                replicas.stream()
                    .allMatch(
                        node ->
                            ((String) node.command("INFO", "replication"))
                                .contains("master_link_status:up")));
  }

  private static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions();
  }

  private Stream<RedisProcess> nodes() {
    return Stream.concat(masters.stream(), replicas.stream());
  }

  public List<RedisProcess> masters() {
    return masters;
  }

  /// Returns the master that has a key, if its slot was never moved.
  public RedisProcess masterOf(String key) {
    return masters.get(owner(slotOf(key)));
  }

  private String slotOf(String key) {
    return masters.getFirst().command("CLUSTER", "KEYSLOT", key).toString();
  }

  private static int owner(String slot) {
    return (int) (Long.parseLong(slot) * MASTERS / SLOTS);
  }

  /// Moves the slot of a key to another master. The slot must be empty.
  public void moveSlotOf(String key) {
    String slot = slotOf(key);
    int owner = owner(slot);
    String next = id(masters.get((owner + 1) % MASTERS));
    for (int i = 1; i <= MASTERS; i++) {
      masters.get((owner + i) % MASTERS).command("CLUSTER", "SETSLOT", slot, "NODE", next);
    }
  }

  public List<RedisProcess> replicas() {
    return replicas;
  }

  public String url() {
    return nodes().map(RedisProcess::url).collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    nodes().forEach(RedisProcess::close);
  }
}
