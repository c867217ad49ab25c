package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.Envelope;
import com.sup.messenger.application.port.EventBus;
import com.sup.messenger.application.port.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A bus within the process; listeners run on the publisher's thread. As large as what is
/// subscribed.
public final class MemoryEventBus implements EventBus {

  private final Map<Topic, List<Consumer<Envelope>>> listeners = new ConcurrentHashMap<>();

  @Override
  public void publish(Envelope envelope) {
    listeners.getOrDefault(envelope.topic(), List.of()).forEach(l -> l.accept(envelope));
  }

  @Override
  public Subscription subscribe(Topic topic, Consumer<Envelope> listener) {
    listeners.compute(
        topic,
        (_, present) -> {
          List<Consumer<Envelope>> all = present == null ? new CopyOnWriteArrayList<>() : present;
          all.add(listener);
          return all;
        });
    return () -> unsubscribe(topic, listener);
  }

  private void unsubscribe(Topic topic, Consumer<Envelope> listener) {
    listeners.computeIfPresent(
        topic,
        (_, present) -> {
          present.remove(listener);
          return present.isEmpty() ? null : present;
        });
  }
}
