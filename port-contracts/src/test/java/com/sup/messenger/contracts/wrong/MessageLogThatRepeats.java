package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.chat.MessageLogContract;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import java.time.Instant;
import java.time.InstantSource;

/// Stores a message again each time its sender repeats it.
final class MessageLogThatRepeats extends MessageLogContract {

  private final Ports ports = MemoryPorts.create(InstantSource.fixed(Samples.NOW));
  private final MessageLog wrong =
      Faulty.like(ports.messageLog(), MessageLog.class, "append", this::append);

  private Object append(Object[] arguments) {
    Draft draft = (Draft) arguments[0];
    return ports
        .messageLog()
        .append(
            Samples.draft(draft.chatId(), draft.encryptedContent().value(), null),
            (Profile) arguments[1],
            (String) arguments[2],
            (MessageId) arguments[3],
            (Instant) arguments[4]);
  }

  @Override
  protected MessageLog log() {
    return wrong;
  }

  @Override
  protected EventBus bus() {
    return ports.eventBus();
  }

  @Override
  protected ChatDirectory directory() {
    return ports.chatDirectory();
  }
}
