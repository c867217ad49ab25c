package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.bus.EventBus.Listener;
import com.sup.messenger.application.port.bus.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The messages of one topic on their way to its listeners, in order.
///
/// A virtual thread hands them on while there are some. So a listener that blocks delays only its
/// own topic. If listeners are so slow that a bound is reached, waiting messages are dropped, and
/// listeners hear of a gap.
final class Feed implements Subscribed.Receiver {

  static final int MAX_WAITING = 1_000;
  static final int MAX_CHARACTERS = 4 * 1024 * 1024;

  private static final Logger LOG = System.getLogger(Feed.class.getName());
  private static final String GAP = "";

  private final Topic topic;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Queue<String> waiting = new ArrayDeque<>();
  private long characters;
  private boolean draining;

  Feed(Topic topic) {
    this.topic = topic;
  }

  void add(Listener listener) {
    listeners.add(listener);
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }

  @Override
  public synchronized void message(byte[] message) {
    String parcel = new String(message, StandardCharsets.UTF_8);
    if (waiting.size() >= MAX_WAITING || characters + parcel.length() > MAX_CHARACTERS) {
      gap();
    } else {
      put(parcel);
    }
  }

  @Override
  public synchronized void gap() {
    waiting.clear();
    characters = 0;
    put(GAP);
  }

  private void put(String parcel) {
    waiting.add(parcel);
    characters += parcel.length();
    if (!draining) {
      draining = true;
      Thread.startVirtualThread(this::drain);
    }
  }

  private void drain() {
    for (String parcel = next(); parcel != null; parcel = next()) {
      hand(parcel);
    }
  }

  private synchronized @Nullable String next() {
    String parcel = waiting.poll();
    draining = parcel != null;
    characters -= parcel == null ? 0 : parcel.length();
    return parcel;
  }

  private void hand(String parcel) {
    if (parcel.equals(GAP)) {
      tell(Listener::onGap);
      return;
    }
    try {
      var envelope = EnvelopeCodec.unpack(topic, parcel);
      tell(listener -> listener.on(envelope));
    } catch (IllegalStateException e) {
      LOG.log(Level.WARNING, "Skipped a message that cannot be read: {0}", e.getMessage());
    }
  }

  private void tell(Consumer<Listener> what) {
    for (Listener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "A listener failed: {0}", e.getClass().getName());
      }
    }
  }
}
