package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Logs in this process, bounded in bytes over all chats. At the bound, a chat gives up its oldest
/// entries for a new message. A message to an empty chat is refused as unavailable.
public final class MemoryMessageLog implements MessageLog {

  /// The fraction of all bytes that one chat may take, so that it does not displace the others.
  private static final int CHAT_SHARE = 64;

  private final ChatDirectory directory;
  private final ChatRevisions revisions;
  private final int maxMessagesPerChat;
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final Map<ChatId, MemoryChat> chats = new ConcurrentHashMap<>();

  /// Creates an empty store.
  ///
  /// @param maxMessagesPerChat the most messages of a chat that are kept
  /// @param maxBytes the bound over all chats, in bytes: content, metadata and 512 for each message
  public MemoryMessageLog(
      ChatDirectory directory, ChatRevisions revisions, int maxMessagesPerChat, long maxBytes) {
    this.directory = directory;
    this.revisions = revisions;
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
    Result[] result = new Result[1];
    revisions.publish(
        draft.chatId(),
        null,
        rev -> {
          Optional<Posted> first = chat.first(sender.id(), draft.tempId());
          if (first.isPresent()) {
            result[0] = new Result(first.get(), true, 0);
            return null;
          }
          Posted posted =
              chat.append(draft, sender, connectionId, id, at, rev, this::makeRoomForEntry);
          result[0] = new Result(posted, false, members.size());
          return new Signal.Appended(posted);
        });
    return Optional.of(result[0]);
  }

  private void makeRoomForEntry(MemoryChat chat, long needed) {
    long freed = 0;
    while (chat.size() >= maxMessagesPerChat) {
      freed += chat.dropOldest();
    }
    makeRoom(chat, needed, freed);
  }

  private void makeRoom(MemoryChat chat, long needed) {
    makeRoom(chat, needed, 0);
  }

  private void makeRoom(MemoryChat chat, long needed, long freedBefore) {
    long freed = freedBefore;
    while ((chat.size() > 0 && chat.bytes() + needed > maxBytes / CHAT_SHARE)
        || (chat.size() > 0 && bytes.get() + needed - freed > maxBytes)) {
      freed += chat.dropOldest();
    }
    if (bytes.addAndGet(needed - freed) > maxBytes && needed > 0) {
      bytes.addAndGet(-needed);
      throw new UnavailableException("The memory for messages is full");
    }
  }

  @Override
  public boolean replace(Posted next, Envelope.@Nullable Origin cause) {
    ChatId id = next.message().chatId();
    MemoryChat chat = chats.get(id);
    return chat != null
        && revisions
            .publish(
                id,
                cause,
                rev -> chat.replace(next, rev, this::makeRoom) ? new Signal.Replaced(next) : null)
            .isPresent();
  }

  @Override
  public Expiring expiring(ChatId chat, Instant upTo, int max) {
    return in(chat, known -> known.expiring(upTo, max), Expiring.NONE);
  }

  private <T> T in(ChatId chat, Function<MemoryChat, T> question, T otherwise) {
    MemoryChat known = chats.get(chat);
    return known == null ? otherwise : question.apply(known);
  }

  @Override
  public Page after(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return in(chat, known -> known.after(seq, maxEntries, maxBytes), Page.EMPTY);
  }

  @Override
  public Page before(ChatId chat, long seq, int maxEntries, long maxBytes) {
    return in(chat, known -> known.before(seq, maxEntries, maxBytes), Page.EMPTY);
  }

  @Override
  public RevisedPage replacedSince(
      ChatId chat, long rev, long afterSeq, int maxEntries, long maxBytes) {
    return in(
        chat, known -> known.replacedSince(rev, afterSeq, maxEntries, maxBytes), RevisedPage.EMPTY);
  }

  @Override
  public Optional<Posted> read(ChatId chat, MessageId message) {
    return in(chat, known -> known.read(message), Optional.empty());
  }

  @Override
  public Optional<Reference> find(ChatId chat, MessageId message) {
    return read(chat, message).map(Reference::of);
  }

  @Override
  public List<Reference> references(ChatId chat, long seq, int count) {
    return in(chat, known -> known.references(seq, count), List.of());
  }

  @Override
  public Map<ChatId, Unread> unread(UserId user, Map<ChatId, Long> places) {
    Map<ChatId, Unread> unread = new HashMap<>();
    places.forEach(
        (chat, seq) -> unread.put(chat, in(chat, known -> known.unread(user, seq), Unread.NONE)));
    return unread;
  }

  @Override
  public long head(ChatId chat) {
    return in(chat, MemoryChat::head, 0L);
  }

  @Override
  public Map<ChatId, Head> heads(Collection<ChatId> chats) {
    return chats.stream().distinct().collect(Collectors.toUnmodifiableMap(c -> c, this::headOf));
  }

  @Override
  public Map<ChatId, Posted> newest(Collection<ChatId> chats) {
    Map<ChatId, Posted> newest = new HashMap<>();
    for (ChatId chat : chats) {
      in(chat, MemoryChat::newest, Optional.<Posted>empty())
          .ifPresent(posted -> newest.put(chat, posted));
    }
    return newest;
  }

  private Head headOf(ChatId chat) {
    // First: a state that is read later has at least this revision.
    long rev = revisions.of(chat);
    return in(chat, known -> known.head(rev), new Head(new Position(0, rev), null));
  }

  @Override
  public void delete(ChatId chat) {
    MemoryChat known = chats.get(chat);
    if (known != null) {
      bytes.addAndGet(-known.clear());
    }
  }
}
