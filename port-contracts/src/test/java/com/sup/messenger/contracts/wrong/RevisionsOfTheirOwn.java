package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.memory.message.ChatRevisions;
import com.sup.messenger.application.memory.message.MemoryReceiptStore;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.chat.ChatRevisionsContract;
import java.time.InstantSource;

/// Counts the revisions of receipts beside those of the other stores.
final class RevisionsOfTheirOwn extends ChatRevisionsContract {

  private final Ports ports = MemoryPorts.create(InstantSource.fixed(Samples.NOW));
  private final ReceiptStore receipts =
      new MemoryReceiptStore(new ChatRevisions(ports.eventBus()), InstantSource.system());

  @Override
  protected MessageLog log() {
    return ports.messageLog();
  }

  @Override
  protected ReactionStore reactions() {
    return ports.reactionStore();
  }

  @Override
  protected ReceiptStore receipts() {
    return receipts;
  }

  @Override
  protected ChatDirectory directory() {
    return ports.chatDirectory();
  }

  @Override
  protected ChatProfiles profiles() {
    return ports.chatProfiles();
  }

  @Override
  protected EventBus bus() {
    return ports.eventBus();
  }
}
