package com.sup.messenger.application.fanout;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Posted;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The authors and places of a chat's messages. The newest [#KEPT] messages are remembered, and
/// earlier ones are
/// looked up in the log. Its owner guards it.
final class RecentMessages {

  private static final int KEPT = 32;

  /// The number of sequence numbers in which authors are searched: no log keeps more.
  private static final int MAX_COVERED = 10_000;

  /// The number of sequence numbers that are read at a time.
  private static final int PAGE = 1_000;

  private final ChatId chat;
  private final MessageLog log;
  private final ArrayDeque<Reference> newest = new ArrayDeque<>(4);

  /// The message that was looked up last: one event asks for it once for each connection.
  private @Nullable Reference found;

  RecentMessages(ChatId chat, MessageLog log) {
    this.chat = chat;
    this.log = log;
  }

  /// Adds the next message.
  void add(Posted posted) {
    if (newest.size() == KEPT) {
      newest.removeFirst();
    }
    newest.addLast(Reference.of(posted));
  }

  /// Forgets all messages.
  void clear() {
    newest.clear();
  }

  /// Returns the newest message of each author in a range.
  ///
  /// @param before the sequence number before the first one
  /// @param last the last sequence number
  Map<UserId, MessageId> newestByAuthor(long before, long last) {
    Map<UserId, MessageId> byAuthor = new LinkedHashMap<>();
    long oldest = newest.isEmpty() ? Long.MAX_VALUE : newest.getFirst().seq();
    long from = Math.max(before, last - MAX_COVERED);
    for (; from < last && from + 1 < oldest; from += PAGE) {
      int count = (int) Math.min(PAGE, last - from);
      put(byAuthor, log.references(chat, from, count), before, last);
    }
    put(byAuthor, List.copyOf(newest), before, last);
    return byAuthor;
  }

  /// Returns the sequence number of a message; 0 if the log does not have it any more.
  long seqOf(MessageId message) {
    for (Reference known : newest) {
      if (known.id().equals(message)) {
        return known.seq();
      }
    }
    if (found == null || !found.id().equals(message)) {
      found = log.find(chat, message).orElse(null);
    }
    return found == null ? 0 : found.seq();
  }

  private static void put(
      Map<UserId, MessageId> byAuthor, List<Reference> messages, long before, long last) {
    for (Reference message : messages) {
      if (message.seq() > before && message.seq() <= last) {
        byAuthor.put(message.author(), message.id());
      }
    }
  }
}
