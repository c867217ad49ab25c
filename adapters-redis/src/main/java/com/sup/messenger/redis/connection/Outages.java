package com.sup.messenger.redis.connection;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The outages of all nodes of Redis. In a cluster, one node may be away while the others answer.
///
/// At most [#MAX_NODES] nodes are known. Past that, all are forgotten, and a call finds out again.
final class Outages {

  private static final int MAX_NODES = 1_000;

  /// The least time after which a call without an answer says something about the node. The
  /// deadline of an event may leave less.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Map<Node, Outage> outages = new ConcurrentHashMap<>();
  private final Function<String, Node> nodes;
  private final Predicate<String> question;
  private volatile boolean closed;

  /// @param nodes returns the node of a key
  /// @param question asks the node of a key, and waits; true if it has answered
  Outages(Function<String, Node> nodes, Predicate<String> question) {
    this.nodes = nodes;
    this.question = question;
  }

  /// Makes a call, unless a node that it needs is known to be away.
  ///
  /// @param keys the keys of the call
  /// @param longest the time after which the call ends without an answer
  /// @throws UnavailableException if a node is away, or the call is not answered
  <T extends @Nullable Object> T guard(
      Collection<String> keys, Duration longest, Supplier<T> call) {
    Map<Outage, String> needed = needed(keys);
    if (needed.keySet().stream().anyMatch(Outage::isKnown)) {
      throw new UnavailableException("Redis is away");
    }
    boolean patient = Deadline.left(longest).compareTo(PATIENCE) >= 0;
    long start = System.nanoTime();
    try {
      T result = call.get();
      needed.keySet().forEach(Outage::answered);
      return result;
    } catch (UnavailableException e) {
      if (patient && !Thread.currentThread().isInterrupted()) {
        // A node that answers is found out by the first question.
        needed.forEach((outage, key) -> outage.unanswered(start, () -> isOver(key)));
      }
      throw e;
    }
  }

  /// Returns the outages that matter to a call, each with one of the keys.
  private Map<Outage, String> needed(Collection<String> keys) {
    if (outages.size() > MAX_NODES) {
      outages.clear();
    }
    Map<Outage, String> needed = new HashMap<>();
    for (String key : keys) {
      needed.put(outages.computeIfAbsent(nodes.apply(key), _ -> new Outage()), key);
    }
    return needed;
  }

  private boolean isOver(String key) {
    return closed || question.test(key);
  }

  /// Ends the questions.
  void close() {
    closed = true;
  }
}
