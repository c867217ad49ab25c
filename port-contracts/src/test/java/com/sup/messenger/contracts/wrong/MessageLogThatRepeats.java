package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.contracts.MessageLogContract;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores a message again each time its sender repeats it.
final class MessageLogThatRepeats extends MessageLogContract implements MessageLog {

  private final Ports ports = MemoryPorts.create(InstantSource.fixed(Samples.NOW));
  private final MessageLog right = ports.messageLog();

  @Override
  protected MessageLog log() {
    return this;
  }

  @Override
  protected EventBus bus() {
    return ports.eventBus();
  }

  @Override
  protected ChatDirectory directory() {
    return ports.chatDirectory();
  }

  @Override
  public Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at) {
    String content = draft.encryptedContent().value();
    return right.append(Samples.draft(draft.chatId(), content, null), sender, connectionId, id, at);
  }

  @Override
  public Page after(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return right.after(chat, seq, maxEntries, maxBytes);
  }

  @Override
  public List<Reference> references(ChatId chat, long seq, int count) {
    return right.references(chat, seq, count);
  }

  @Override
  public Optional<Reference> find(ChatId chat, MessageId message) {
    return right.find(chat, message);
  }

  @Override
  public long head(ChatId chat) {
    return right.head(chat);
  }

  @Override
  public Map<ChatId, Long> heads(Collection<ChatId> chats) {
    return right.heads(chats);
  }

  @Override
  public void delete(ChatId chat) {
    right.delete(chat);
  }
}
