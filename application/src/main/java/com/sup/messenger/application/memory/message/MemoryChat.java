package com.sup.messenger.application.memory.message;

import com.sup.messenger.application.port.MessageLog.Page;
import com.sup.messenger.application.port.MessageLog.Reference;
import com.sup.messenger.application.port.MessageLog.Result;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import com.sup.messenger.domain.message.TempId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// The retained entries of one chat.
final class MemoryChat {

  /// The bytes of an entry besides its content and metadata: a rough measurement, rather too high.
  private static final int ENTRY_BYTES = 512;

  private record Key(UserId sender, TempId tempId) {}

  private final NavigableMap<Long, Posted> entries = new TreeMap<>();
  private final Map<Key, Posted> byTempId = new HashMap<>();
  private final Map<MessageId, Posted> byId = new HashMap<>();
  private long head;
  private long bytes;

  /// Appends a message, unless it is a repeat.
  ///
  /// @param receivers the number of members of the chat
  /// @param makeRoom is called in the lock with the bytes of the new entry before it is stored; may
  ///     refuse
  synchronized Result append(
      Draft draft,
      Profile sender,
      @Nullable String connectionId,
      MessageId id,
      Instant at,
      int receivers,
      ObjLongConsumer<MemoryChat> makeRoom) {
    Key key = draft.tempId() == null ? null : new Key(sender.id(), draft.tempId());
    Posted first = key == null ? null : byTempId.get(key);
    if (first != null) {
      return new Result(first, true, 0);
    }
    Message message = Message.compose(draft, sender.id(), id, head + 1, at);
    makeRoom.accept(this, bytes(message));
    Posted posted = new Posted(message, sender, connectionId);
    entries.put(++head, posted);
    bytes += bytes(message);
    byId.put(id, posted);
    if (key != null) {
      byTempId.put(key, posted);
    }
    return new Result(posted, false, receivers);
  }

  /// Removes the oldest entry. Is called in the lock.
  ///
  /// @return the bytes that this frees
  long dropOldest() {
    Posted oldest = entries.pollFirstEntry().getValue();
    byId.remove(oldest.message().id());
    if (oldest.message().tempId() != null) {
      byTempId.remove(new Key(oldest.sender().id(), oldest.message().tempId()));
    }
    long freed = bytes(oldest.message());
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
    long freed = Math.max(0, bytes - ENTRY_BYTES);
    bytes -= freed;
    return freed;
  }

  private static long bytes(Message message) {
    return (long) ENTRY_BYTES + message.weight();
  }

  /// Returns the bytes of the retained entries.
  synchronized long bytes() {
    return bytes;
  }

  synchronized int size() {
    return entries.size();
  }

  synchronized Page after(long seq, int maxEntries, long maxBytes) {
    List<Posted> page = new ArrayList<>();
    long left = maxBytes;
    for (Posted posted : entries.tailMap(seq, false).values()) {
      left -= bytes(posted.message());
      if (page.size() == maxEntries || (left < 0 && !page.isEmpty())) {
        return new Page(page, true);
      }
      page.add(posted);
    }
    return new Page(page, false);
  }

  synchronized Optional<Reference> find(MessageId message) {
    return Optional.ofNullable(byId.get(message)).map(MemoryChat::reference);
  }

  synchronized List<Reference> references(long seq, int count) {
    return entries.subMap(seq, false, seq + count, true).values().stream()
        .map(MemoryChat::reference)
        .toList();
  }

  private static Reference reference(Posted posted) {
    return new Reference(posted.message().id(), posted.message().seq(), posted.sender().id());
  }

  synchronized long head() {
    return head;
  }
}
