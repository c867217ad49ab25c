package com.sup.messenger.application.port;

import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log of each chat: its messages, in order. Messages are safe here; the [EventBus] may lose
/// them.
public interface MessageLog {

  /// Appends a message to the log of its chat, and publishes [Signal.Appended] on [Topic.Chat].
  /// Both happen, or neither.
  ///
  /// The sequence numbers of a chat are 1, 2, 3, ... without holes, for any number of writers.
  /// After the return, [#after] finds the entry.
  ///
  /// The sender's membership is checked in the [ChatDirectory], in the same step. A back-end need
  /// not be a member: it is enough if the chat has any.
  ///
  /// An append is idempotent by sender, chat and `tempId` while the first entry is retained. A
  /// repeat stores and publishes nothing.
  ///
  /// @param connectionId the public id of the sender's connection, 1 to 128 characters of an id;
  ///     null for a back-end. That connection gets the acknowledgement instead of the event.
  /// @return the new entry, or the first one for a repeat; empty if nothing was done, since the
  ///     membership is missing
  Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at);

  /// Returns a page of the entries after a sequence number, oldest first. Entries past retention
  /// are skipped.
  ///
  /// The page ends before the entry that exceeds `maxBytes`, but holds at least one entry if there
  /// is one. Little more than the page is read from the store.
  ///
  /// The size of an entry is its size in the store: at least its
  /// [weight][com.sup.messenger.domain.message.Message#weight()]. If all of it is ASCII without
  /// escapes, it is at most 2 KiB more.
  ///
  /// @param maxEntries 1 or more
  /// @param maxBytes the bound of the sizes together
  Page after(ChatId chat, long seq, int maxEntries, long maxBytes);

  /// Finds the retained entry of a message, without its content. The cost does not depend on the
  /// length of the message.
  Optional<Reference> find(ChatId chat, MessageId message);

  /// Returns the retained entries of the next `count` sequence numbers, oldest first, without
  /// content.
  ///
  /// @param seq the sequence number before the first one
  /// @param count 0 to 1,000
  List<Reference> references(ChatId chat, long seq, int count);

  /// Returns the sequence number of the newest entry that the chat has had, 0 if it has had none.
  /// It never goes back.
  long head(ChatId chat);

  /// Returns the [head][#head] of each chat. The cost of many chats is about that of a few.
  Map<ChatId, Long> heads(Collection<ChatId> chats);

  /// Deletes the entries and the idempotency keys of a chat. Later entries continue the numbers.
  ///
  /// The [head][#head] stays for at least 30 days. So a client with an old cursor does not take a
  /// new chat with the same id for one that it has read.
  void delete(ChatId chat);

  /// Consecutive entries of a log.
  ///
  /// @param hasMore true if an entry is retained after these
  record Page(List<Posted> entries, boolean hasMore) {

    /// A page without entries, at the end of the log.
    public static final Page EMPTY = new Page(List.of(), false);

    public Page {
      entries = List.copyOf(entries);
    }

    /// Returns the sum of the [weights][com.sup.messenger.domain.message.Message#weight()] of the
    /// messages, in bytes.
    public long weight() {
      return entries.stream().mapToLong(posted -> posted.message().weight()).sum();
    }
  }

  /// An entry without its content.
  ///
  /// @param author the user who sent it
  record Reference(MessageId id, long seq, UserId author) {}

  /// The result of an append.
  ///
  /// @param repeated true if the entry existed before
  /// @param receivers the number of members of the chat; 0 for a repeat, which is sent to nobody
  record Result(Posted posted, boolean repeated, int receivers) {}
}
