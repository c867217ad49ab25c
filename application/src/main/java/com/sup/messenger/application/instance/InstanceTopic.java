package com.sup.messenger.application.instance;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The topic of this instance, on which others ask it and answer it.
public final class InstanceTopic {

  private final EventBus bus;
  private final String id;
  private final List<Consumer<Signal>> listeners = new CopyOnWriteArrayList<>();
  private EventBus.@Nullable Subscription subscription;

  /// @param id the id of this instance
  public InstanceTopic(EventBus bus, String id) {
    this.bus = bus;
    this.id = id;
  }

  /// Returns the id of this instance.
  public String id() {
    return id;
  }

  /// Subscribes to the topic, unless that is done. Is called every second, by one thread at a time.
  public void listen() {
    if (subscription == null) {
      subscription = bus.subscribe(new Topic.Instance(id), this::hear);
    }
  }

  private void hear(Envelope envelope) {
    listeners.forEach(listener -> listener.accept(envelope.signal()));
  }

  /// Adds a listener, which gets all signals of the topic. It must not block and must not throw.
  public void onSignal(Consumer<Signal> listener) {
    listeners.add(listener);
  }

  /// Publishes a signal to an instance, which may be this one.
  ///
  /// @throws com.sup.messenger.application.port.UnavailableException if the bus does not answer
  public void tell(String instance, Signal signal) {
    bus.publish(new Envelope(new Topic.Instance(instance), signal, null));
  }
}
