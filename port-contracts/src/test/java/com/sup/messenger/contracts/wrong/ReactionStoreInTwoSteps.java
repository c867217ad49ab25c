package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.event.ServerEvent.ReactionAdded;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.chat.ReactionStoreContract;
import java.time.InstantSource;

/// Checks for a reaction and stores one in two steps.
final class ReactionStoreInTwoSteps extends ReactionStoreContract {

  private final Ports ports = MemoryPorts.create(InstantSource.fixed(Samples.NOW));
  private final ReactionStore right = ports.reactionStore();
  private final ReactionStore wrong = Faulty.like(right, ReactionStore.class, "put", this::put);

  private Object put(Object[] arguments) {
    ReactionAdded event = (ReactionAdded) arguments[1];
    boolean known = right.of(event.chatId(), event.messageId()).containsKey(event.userId());
    Pause.betweenTwoSteps();
    ReactionStore.Change change =
        right.put((Long) arguments[0], event, (Envelope.Origin) arguments[2]);
    return change == ReactionStore.Change.FULL
        ? change
        : known ? ReactionStore.Change.REPLACED : ReactionStore.Change.ADDED;
  }

  @Override
  protected ReactionStore book() {
    return wrong;
  }

  @Override
  protected EventBus bus() {
    return ports.eventBus();
  }
}
