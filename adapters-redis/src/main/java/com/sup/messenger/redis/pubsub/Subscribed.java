package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.UnavailableException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A channel with a subscription, on any node.
final class Subscribed {

  /// Receives the messages of a channel. Never blocks.
  interface Receiver {

    void message(byte[] message);

    /// Takes note that messages may have been lost until now.
    void gap();
  }

  private final String name;
  private final int slot;
  private final boolean sharded;
  private final Receiver receiver;
  private final CountDownLatch stands = new CountDownLatch(1);
  private @Nullable SubscriptionConnection line;
  private boolean ended;

  Subscribed(String name, int slot, boolean sharded, Receiver receiver) {
    this.name = name;
    this.slot = slot;
    this.sharded = sharded;
    this.receiver = receiver;
  }

  String name() {
    return name;
  }

  int slot() {
    return slot;
  }

  void message(byte[] message) {
    receiver.message(message);
  }

  /// Moves the subscription to this line, unless it has ended.
  synchronized void moveTo(SubscriptionConnection next) {
    if (!ended && line != next) {
      leave();
      line = next;
      next.order(sharded ? "SSUBSCRIBE" : "SUBSCRIBE", this);
    }
  }

  /// Ends the subscription.
  synchronized void end() {
    ended = true;
    leave();
    line = null;
  }

  private void leave() {
    if (line != null) {
      line.order(sharded ? "SUNSUBSCRIBE" : "UNSUBSCRIBE", this);
    }
  }

  private synchronized boolean isOn(SubscriptionConnection other) {
    return line == other;
  }

  /// Takes note that the subscription no longer stands on that line.
  synchronized void fell(SubscriptionConnection from) {
    if (line == from) {
      line = null;
    }
  }

  /// Takes note that the subscription stands: for the first time, or again.
  void stands(SubscriptionConnection on) {
    if (isOn(on)) {
      if (stands.getCount() == 0) {
        receiver.gap();
      }
      stands.countDown();
    }
  }

  void awaitStanding(long millis) {
    try {
      if (!stands.await(millis, TimeUnit.MILLISECONDS)) {
        throw new UnavailableException("Redis does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted");
    }
  }
}
