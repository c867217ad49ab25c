package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryEventBus;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.contracts.EventBusContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Delays every second envelope, so that the order changes.
final class EventBusOutOfOrder extends EventBusContract implements EventBus {

  private final EventBus right = new MemoryEventBus();
  private final AtomicInteger published = new AtomicInteger();

  @Override
  protected EventBus bus() {
    return this;
  }

  @Override
  protected EventBus ofAnotherInstance() {
    return this;
  }

  @Override
  public void publish(List<Envelope> envelopes) {
    envelopes.forEach(this::deliver);
  }

  private void deliver(Envelope envelope) {
    if (published.getAndIncrement() % 2 == 0) {
      Thread.startVirtualThread(() -> deliverLate(envelope));
    } else {
      right.publish(envelope);
    }
  }

  private void deliverLate(Envelope envelope) {
    Pause.betweenTwoSteps();
    right.publish(envelope);
  }

  @Override
  public Subscription subscribe(Topic topic, Listener listener) {
    return right.subscribe(topic, listener);
  }
}
