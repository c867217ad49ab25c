package com.sup.messenger.redis.pubsub;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The bus by publish and subscribe: one channel a topic, subscribed while it has a listener here.
/// Envelopes of one call share few packets.
public final class RedisEventBus implements EventBus {

  private final Channels channels;
  private final Map<Topic, Standing> standing = new ConcurrentHashMap<>();

  public RedisEventBus(Channels channels) {
    this.channels = channels;
  }

  @Override
  public void publish(List<Envelope> envelopes) {
    if (envelopes.size() == 1) {
      Envelope only = envelopes.getFirst();
      channels.publish(channels.of(only.topic()), packed(only));
    } else {
      channels.publish(envelopes, one -> channels.of(one.topic()), RedisEventBus::packed);
    }
  }

  private static byte[] packed(Envelope envelope) {
    return EnvelopeCodec.pack(envelope).getBytes(StandardCharsets.UTF_8);
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
