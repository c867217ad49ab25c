package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.chat.ReceiptStoreContract;
import java.time.InstantSource;
import java.util.Set;

/// Stores the last place that it receives, even if it is behind an earlier one.
final class ReceiptStoreThatGoesBack extends ReceiptStoreContract {

  private final Ports ports = MemoryPorts.create(InstantSource.fixed(Samples.NOW));
  private final ReceiptStore right = ports.receiptStore();
  private final ReceiptStore wrong =
      Faulty.like(right, ReceiptStore.class, "advance", this::advance);

  private Object advance(Object[] arguments) {
    ReceiptStore.Move move = (ReceiptStore.Move) arguments[0];
    if (move.message().seq() < right.of(move.chat(), move.device().user()).delivered()) {
      right.forget(move.chat(), Set.of());
    }
    return right.advance(move, (Envelope.Origin) arguments[1]);
  }

  @Override
  protected ReceiptStore receiptStore() {
    return wrong;
  }

  @Override
  protected EventBus bus() {
    return ports.eventBus();
  }
}
