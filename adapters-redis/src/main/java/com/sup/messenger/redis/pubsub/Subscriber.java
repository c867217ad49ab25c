package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import com.sup.messenger.redis.connection.Node;
import com.sup.messenger.redis.connection.RedisConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps channels subscribed, each on the node of its slot. Each node has one connection for it.
///
/// A thread checks all channels several times a second, and subscribes those that are not in place.
final class Subscriber implements SubscriptionConnection.Events, AutoCloseable {

  private static final Logger LOG = System.getLogger(Subscriber.class.getName());
  private static final int ROUND_MS = 200;

  private final RedisConnection redis;
  private final Map<String, Subscribed> channels = new ConcurrentHashMap<>();
  private final Map<Node, SubscriptionConnection> lines = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  Subscriber(RedisConnection redis) {
    this.redis = redis;
    Thread.ofVirtual().name("redis-subscriptions").start(this::rounds);
  }

  /// Subscribes to a channel that has no subscription here. It stands when this returns.
  void subscribe(String name, boolean sharded, Subscribed.Receiver receiver) {
    Subscribed channel = new Subscribed(name, redis.slot(name), sharded, receiver);
    if (channels.putIfAbsent(name, channel) != null) {
      throw new IllegalStateException("The channel is subscribed already");
    }
    try {
      place(channel);
      channel.awaitStanding(Deadline.left(RedisConnection.LONGEST).toMillis());
    } catch (UnavailableException e) {
      unsubscribe(name);
      throw e;
    }
  }

  /// Ends a subscription, if there is one.
  void unsubscribe(String name) {
    Subscribed channel = channels.remove(name);
    if (channel != null) {
      channel.end();
    }
  }

  private void rounds() {
    try {
      while (!closed.await(ROUND_MS, TimeUnit.MILLISECONDS)) {
        channels.values().forEach(this::tryPlace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryPlace(Subscribed channel) {
    try {
      place(channel);
    } catch (UnavailableException e) {
      // The next round tries again.
      return;
    }
  }

  private void place(Subscribed channel) {
    channel.moveTo(line(redis.node(channel.slot())));
  }

  private SubscriptionConnection line(Node node) {
    return lines.compute(
        node,
        (_, present) ->
            present == null || (present.isLost() && present.isOlderThan(ROUND_MS))
                ? SubscriptionConnection.open(node, redis.url(), this)
                : present);
  }

  @Override
  public void message(String channel, byte[] message) {
    Subscribed heard = channels.get(channel);
    if (heard != null) {
      hand(heard, message);
    }
  }

  private static void hand(Subscribed heard, byte[] message) {
    try {
      heard.message(message);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Skipped a message that cannot be read: {0}", e.getClass().getName());
    }
  }

  @Override
  public void stands(SubscriptionConnection line, Subscribed channel) {
    channel.stands(line);
  }

  @Override
  public void fell(SubscriptionConnection line, String channel) {
    Subscribed fallen = channels.get(channel);
    if (fallen != null) {
      fallen.fell(line);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    lines.values().forEach(SubscriptionConnection::close);
  }
}
