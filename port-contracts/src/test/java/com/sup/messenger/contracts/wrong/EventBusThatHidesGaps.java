package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryEventBus;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.contracts.EventBusContract;
import java.util.Optional;

/// Subscribes again after an interruption, and tells no listener that envelopes may be lost.
final class EventBusThatHidesGaps extends EventBusContract {

  private final EventBus bus = new MemoryEventBus();

  @Override
  protected EventBus bus() {
    return bus;
  }

  @Override
  protected EventBus ofAnotherInstance() {
    return bus;
  }

  @Override
  protected Optional<Runnable> interruption() {
    return Optional.of(() -> {});
  }
}
