package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.message.UnreadContract;
import com.sup.messenger.domain.ChatId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Counts the messages of the user as unread too.
final class MessageLogThatCountsOwnMessages extends UnreadContract {

  private final Ports ports = MemoryPorts.create(InstantSource.fixed(Samples.NOW));
  private final MessageLog wrong =
      Faulty.like(ports.messageLog(), MessageLog.class, "unread", this::unread);

  private Object unread(Object[] arguments) {
    Map<ChatId, MessageLog.Unread> counts = new HashMap<>();
    ((Map<?, ?>) arguments[1])
        .forEach(
            (chat, seq) -> {
              ChatId id = (ChatId) chat;
              long after = ports.messageLog().head(id) - (Long) seq;
              counts.put(id, new MessageLog.Unread(Math.max(0, after), 0));
            });
    return counts;
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
