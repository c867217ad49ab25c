package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.ChatDirectory;
import com.sup.messenger.application.port.MessageLog;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Logs in this process, bounded in bytes over all chats. At the bound, a chat gives up its oldest
/// entries for a new message. A message to an empty chat is refused as unavailable.
public final class MemoryMessageLog implements MessageLog {

  /// The fraction of all bytes that one chat may take, so that it does not displace the others.
  private static final int CHAT_SHARE = 64;

  private final ChatDirectory directory;
  private final EventBus bus;
  private final int maxMessagesPerChat;
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final Map<ChatId, MemoryChat> chats = new ConcurrentHashMap<>();

  /// Creates an empty store.
  ///
  /// @param maxMessagesPerChat the most messages of a chat that are kept
  /// @param maxBytes the bound over all chats, in bytes: content, metadata and 512 for each message
  public MemoryMessageLog(
      ChatDirectory directory, EventBus bus, int maxMessagesPerChat, long maxBytes) {
    this.directory = directory;
    this.bus = bus;
    this.maxMessagesPerChat = maxMessagesPerChat;
    this.maxBytes = maxBytes;
  }

  @Override
  public Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at) {
    Set<UserId> members = directory.members(draft.chatId());
    if (connectionId == null ? members.isEmpty() : !members.contains(sender.id())) {
      return Optional.empty();
    }
    MemoryChat chat = chats.computeIfAbsent(draft.chatId(), _ -> new MemoryChat());
    int receivers = members.size();
    Result result = chat.append(draft, sender, connectionId, id, at, receivers, this::makeRoom);
    if (!result.repeated()) {
      Signal signal = new Signal.Appended(result.posted());
      bus.publish(new Envelope(new Topic.Chat(draft.chatId()), signal, null));
    }
    return Optional.of(result);
  }

  private void makeRoom(MemoryChat chat, long needed) {
    long freed = 0;
    while (chat.size() >= maxMessagesPerChat
        || (chat.size() > 0 && chat.bytes() + needed > maxBytes / CHAT_SHARE)
        || (chat.size() > 0 && bytes.get() + needed - freed > maxBytes)) {
      freed += chat.dropOldest();
    }
    if (bytes.addAndGet(needed - freed) > maxBytes) {
      bytes.addAndGet(-needed);
      throw new UnavailableException("The memory for messages is full");
    }
  }

  @Override
  public Page after(ChatId chat, long seq, int maxEntries, long maxBytes) {
    MemoryChat known = chats.get(chat);
    return known == null ? Page.EMPTY : known.after(seq, maxEntries, maxBytes);
  }

  @Override
  public Optional<Reference> find(ChatId chat, MessageId message) {
    return Optional.ofNullable(chats.get(chat)).flatMap(known -> known.find(message));
  }

  @Override
  public List<Reference> references(ChatId chat, long seq, int count) {
    MemoryChat known = chats.get(chat);
    return known == null ? List.of() : known.references(seq, count);
  }

  @Override
  public long head(ChatId chat) {
    MemoryChat known = chats.get(chat);
    return known == null ? 0 : known.head();
  }

  @Override
  public Map<ChatId, Long> heads(Collection<ChatId> chats) {
    return chats.stream().distinct().collect(Collectors.toUnmodifiableMap(c -> c, this::head));
  }

  @Override
  public void delete(ChatId chat) {
    MemoryChat known = chats.get(chat);
    if (known != null) {
      bytes.addAndGet(-known.clear());
    }
  }
}
