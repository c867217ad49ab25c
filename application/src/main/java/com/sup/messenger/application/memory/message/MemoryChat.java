package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.chat.MessageLog.Expiring;
import com.sup.messenger.application.port.chat.MessageLog.Head;
import com.sup.messenger.application.port.chat.MessageLog.Page;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.MessageLog.RevisedPage;
import com.sup.messenger.application.port.chat.MessageLog.Unread;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.message.TempId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// The retained entries of one chat.
final class MemoryChat {

  /// The bytes of an entry besides its content and metadata: a rough measurement, rather too high.
  private static final int ENTRY_BYTES = 512;

  private record Key(UserId sender, TempId tempId) {}

  private record Expiry(Instant at, long seq) {}

  private final NavigableMap<Long, Posted> entries = new TreeMap<>();
  private final Map<Key, Long> byTempId = new HashMap<>();
  private final Map<Long, Key> tempIds = new HashMap<>();
  private final Map<MessageId, Long> byId = new HashMap<>();

  /// The entries that were replaced: by the revision, and the revision by the place.
  private final NavigableMap<Long, Long> replaced = new TreeMap<>();

  private final Map<Long, Long> replacedAt = new HashMap<>();

  /// The places of the messages that expire.
  private final NavigableSet<Expiry> expiries =
      new TreeSet<>(Comparator.comparing(Expiry::at).thenComparingLong(Expiry::seq));

  private long head;
  private @Nullable Instant lastMessageAt;
  private long bytes;

  /// Returns the first entry of that name from that sender.
  synchronized Optional<Posted> first(UserId sender, @Nullable TempId tempId) {
    return tempId == null
        ? Optional.empty()
        : Optional.ofNullable(byTempId.get(new Key(sender, tempId))).map(entries::get);
  }

  /// Appends a message that is no repeat.
  ///
  /// @param makeRoom is called in the lock with the bytes of the new entry before it is stored; may
  ///     refuse
  synchronized Posted append(
      Draft draft,
      Profile sender,
      @Nullable String connectionId,
      MessageId id,
      Instant at,
      long rev,
      ObjLongConsumer<MemoryChat> makeRoom) {
    Message message = Message.compose(draft, sender.id(), id, head + 1, at);
    makeRoom.accept(this, bytes(message));
    Posted posted = new Posted(message, sender, connectionId, rev);
    entries.put(++head, posted);
    lastMessageAt = at;
    bytes += bytes(message);
    byId.put(id, head);
    if (draft.tempId() != null) {
      Key key = new Key(sender.id(), draft.tempId());
      byTempId.put(key, head);
      tempIds.put(head, key);
    }
    expiry(message).ifPresent(expiries::add);
    return posted;
  }

  private static Optional<Expiry> expiry(ChatMessage message) {
    return message instanceof Message known && known.expiresAt() != null
        ? Optional.of(new Expiry(known.expiresAt(), known.seq()))
        : Optional.empty();
  }

  /// Replaces an entry by the next version of its message.
  ///
  /// @param makeRoom is called in the lock with the bytes that the entry grows by; may refuse, and
  ///     may drop the entry
  /// @return false if the entry is not there, or has another version now
  synchronized boolean replace(Posted next, long rev, ObjLongConsumer<MemoryChat> makeRoom) {
    long seq = next.message().seq();
    Posted known = entries.get(seq);
    if (known == null || !follows(next.message(), known.message())) {
      return false;
    }
    long growth = bytes(next.message()) - bytes(known.message());
    makeRoom.accept(this, growth);
    if (!entries.containsKey(seq)) {
      makeRoom.accept(this, -growth);
      return false;
    }
    bytes += growth;
    entries.put(seq, known.with(next.message()));
    forget(known.message());
    expiry(next.message()).ifPresent(expiries::add);
    replaced.put(rev, seq);
    replacedAt.put(seq, rev);
    return true;
  }

  private static boolean follows(ChatMessage next, ChatMessage known) {
    return known instanceof Message before
        && known.id().equals(next.id())
        && (next instanceof DeletedMessage || next.version() == before.version() + 1);
  }

  /// Forgets the time at which a version of a message expires, and that it was replaced.
  private void forget(ChatMessage message) {
    expiry(message).ifPresent(expiries::remove);
    Long rev = replacedAt.remove(message.seq());
    if (rev != null) {
      replaced.remove(rev);
    }
  }

  synchronized Expiring expiring(Instant upTo, int max) {
    List<Posted> expired =
        expiries.headSet(new Expiry(upTo, Long.MAX_VALUE), true).stream()
            .limit(max)
            .map(expiry -> Objects.requireNonNull(entries.get(expiry.seq())))
            .toList();
    return new Expiring(
        expired, expiries.stream().skip(expired.size()).findFirst().map(Expiry::at));
  }

  /// Removes the oldest entry. Is called in the lock.
  ///
  /// @return the bytes that this frees
  long dropOldest() {
    ChatMessage oldest = entries.pollFirstEntry().getValue().message();
    byId.remove(oldest.id());
    Key key = tempIds.remove(oldest.seq());
    if (key != null) {
      byTempId.remove(key);
    }
    forget(oldest);
    long freed = bytes(oldest);
    bytes -= freed;
    return freed;
  }

  /// Removes the entries, and keeps the head. The empty chat still counts as one entry.
  ///
  /// @return the bytes that this frees
  synchronized long clear() {
    entries.clear();
    byId.clear();
    byTempId.clear();
    tempIds.clear();
    expiries.clear();
    replaced.clear();
    replacedAt.clear();
    lastMessageAt = null;
    long freed = Math.max(0, bytes - ENTRY_BYTES);
    bytes -= freed;
    return freed;
  }

  private static long bytes(ChatMessage message) {
    return (long) ENTRY_BYTES + message.weight();
  }

  /// Returns the bytes of the retained entries.
  synchronized long bytes() {
    return bytes;
  }

  synchronized int size() {
    return entries.size();
  }

  synchronized Optional<Posted> newest() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.lastEntry().getValue());
  }

  synchronized Page after(long seq, int maxEntries, long maxBytes) {
    return page(entries.tailMap(seq, false).values(), maxEntries, maxBytes);
  }

  synchronized Page before(long seq, int maxEntries, long maxBytes) {
    return page(entries.headMap(seq, false).descendingMap().values(), maxEntries, maxBytes);
  }

  private static Page page(Collection<Posted> all, int maxEntries, long maxBytes) {
    List<Posted> page = new ArrayList<>();
    long left = maxBytes;
    for (Posted posted : all) {
      left -= bytes(posted.message());
      if (page.size() == maxEntries || (left < 0 && !page.isEmpty())) {
        return new Page(page, true);
      }
      page.add(posted);
    }
    return new Page(page, false);
  }

  synchronized RevisedPage replacedSince(long rev, long afterSeq, int maxEntries, long maxBytes) {
    List<Revised<Posted>> all = new ArrayList<>();
    replaced
        .tailMap(rev, false)
        .forEach(
            (at, seq) -> {
              if (seq > afterSeq) {
                all.add(new Revised<>(at, Objects.requireNonNull(entries.get(seq))));
              }
            });
    Page page = page(all.stream().map(Revised::value).toList(), maxEntries, maxBytes);
    return new RevisedPage(all.subList(0, page.entries().size()), page.hasMore());
  }

  synchronized Optional<Posted> read(MessageId message) {
    return Optional.ofNullable(byId.get(message)).map(entries::get);
  }

  synchronized List<Reference> references(long seq, int count) {
    return entries.subMap(seq, false, seq + count, true).values().stream()
        .map(Reference::of)
        .toList();
  }

  synchronized Unread unread(UserId user, long seq) {
    List<Message> counted =
        entries.tailMap(seq, false).values().stream()
            .map(Posted::message)
            .filter(Message.class::isInstance)
            .map(Message.class::cast)
            .filter(message -> !message.silent() && !message.senderId().equals(user))
            .toList();
    return new Unread(counted.size(), counted.stream().filter(m -> m.mentions(user)).count());
  }

  synchronized long head() {
    return head;
  }

  /// @param rev the revision of the chat
  synchronized Head head(long rev) {
    return new Head(new Position(head, rev), lastMessageAt);
  }
}
