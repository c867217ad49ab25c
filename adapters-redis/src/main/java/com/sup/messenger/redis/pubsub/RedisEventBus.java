package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The bus by publish and subscribe: one channel a topic, subscribed while it has a listener here.
public final class RedisEventBus implements EventBus {

  private final Channels channels;
  private final Map<Topic, Standing> standing = new ConcurrentHashMap<>();

  public RedisEventBus(Channels channels) {
    this.channels = channels;
  }

  @Override
  public void publish(Envelope envelope) {
    byte[] parcel = EnvelopeCodec.pack(envelope).getBytes(StandardCharsets.UTF_8);
    channels.publish(channels.of(envelope.topic()), parcel);
  }

  @Override
  public Subscription subscribe(Topic topic, Listener listener) {
    while (true) {
      Standing of = standing.computeIfAbsent(topic, t -> new Standing(channels, t));
      try {
        if (of.add(listener)) {
          return () -> unsubscribe(topic, of, listener);
        }
      } catch (RuntimeException e) {
        standing.remove(topic, of);
        throw e;
      }
      standing.remove(topic, of);
    }
  }

  private void unsubscribe(Topic topic, Standing of, Listener listener) {
    if (of.remove(listener)) {
      standing.remove(topic, of);
    }
  }
}
