package com.sup.messenger.application;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The bus of one instance, which can lose envelopes and be unavailable.
final class FaultyBus implements EventBus {

  private final EventBus bus;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;
  private volatile boolean away;

  FaultyBus(EventBus bus) {
    this.bus = bus;
  }

  void deafen() {
    deaf = true;
  }

  /// Receives envelopes again.
  ///
  /// @param noticed true if the listeners are notified of the gap
  void heal(boolean noticed) {
    deaf = false;
    away = false;
    if (noticed) {
      listeners.forEach(Listener::onGap);
    }
  }

  void goAway() {
    away = true;
    deaf = true;
  }

  private void requirePresent() {
    if (away) {
      throw new UnavailableException("the bus is away");
    }
  }

  @Override
  public void publish(List<Envelope> envelopes) {
    if (!envelopes.isEmpty()) {
      requirePresent();
    }
    bus.publish(envelopes);
  }

  @Override
  public Subscription subscribe(Topic topic, Listener listener) {
    requirePresent();
    listeners.add(listener);
    Subscription subscription =
        bus.subscribe(
            topic,
            envelope -> {
              if (!deaf) {
                listener.on(envelope);
              }
            });
    return () -> {
      listeners.remove(listener);
      subscription.close();
    };
  }
}
