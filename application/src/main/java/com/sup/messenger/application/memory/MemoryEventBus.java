package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A bus in this process. Listeners run on the publisher's thread. Its size is that of the
/// subscriptions.
public final class MemoryEventBus implements EventBus {

  private final Map<Topic, List<Listener>> listeners = new ConcurrentHashMap<>();

  @Override
  public void publish(List<Envelope> envelopes) {
    envelopes.forEach(this::deliver);
  }

  private void deliver(Envelope envelope) {
    listeners.getOrDefault(envelope.topic(), List.of()).forEach(l -> l.on(envelope));
  }

  @Override
  public Subscription subscribe(Topic topic, Listener listener) {
    listeners.compute(
        topic,
        (_, present) -> {
          List<Listener> all = present == null ? new CopyOnWriteArrayList<>() : present;
          all.add(listener);
          return all;
        });
    return () -> unsubscribe(topic, listener);
  }

  private void unsubscribe(Topic topic, Listener listener) {
    listeners.computeIfPresent(
        topic,
        (_, present) -> {
          present.remove(listener);
          return present.isEmpty() ? null : present;
        });
  }
}
