package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.message.MessageReplacementContract;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.time.InstantSource;
import java.util.Optional;

/// Checks the version of an edit and stores the edit in two steps: as the version that is next by
/// then.
final class MessageLogInTwoSteps extends MessageReplacementContract {

  private final Ports ports = MemoryPorts.create(InstantSource.fixed(Samples.NOW));
  private final MessageLog right = ports.messageLog();
  private final MessageLog wrong = Faulty.like(right, MessageLog.class, "replace", this::replace);

  private Object replace(Object[] arguments) {
    Posted next = (Posted) arguments[0];
    Envelope.Origin cause = (Envelope.Origin) arguments[1];
    if (next.message() instanceof Message edit
        && stored(edit).filter(known -> known.version() + 1 == edit.version()).isPresent()) {
      Pause.betweenTwoSteps();
      ChatMessage known = stored(edit).orElseThrow();
      return known instanceof Message present
          && right.replace(
              next.with(present.edited(edit.encryptedContent(), edit.metadata(), edit.editedAt())),
              cause);
    }
    return right.replace(next, cause);
  }

  private Optional<ChatMessage> stored(ChatMessage message) {
    return right.read(message.chatId(), message.id()).map(Posted::message);
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
