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

/// The messages of each chat, in order: the truth that the [EventBus] only hints at.
public interface MessageLog {

  /// Gives a draft the next place of its chat, stores it and publishes [Signal.Appended] on
  /// [Topic.Chat], all or nothing; empty, with nothing done, where the sender is no member of the
  /// chat in the [ChatDirectory] at that moment. What comes from no connection is a back-end's:
  /// then it
  /// is empty where the chat has no member at all.
  ///
  /// Places are 1, 2, 3, ... without holes in each chat, whatever the number of writers. Idempotent
  /// by (sender, chat, tempId) as long as the first entry is retained: a repeat returns that entry,
  /// stores nothing and publishes nothing. Once this returns, [#after] finds the entry.
  ///
  /// @param connectionId the public id of the connection that has the answer, 1 to 128 characters
  /// of
  /// an id; null for a back-end
  Optional<Result> append(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant at);

  /// The entries after a place, oldest first, within a budget; what retention has dropped is
  /// skipped.
  ///
  /// The page ends before the entry that exceeds the budget. It holds at least one entry if there
  /// is one. Nothing much larger than the page is read or moved to make it.
  ///
  /// @param maxEntries 1 or more
  /// @param maxBytes an entry counts as what it takes in the store: at least its
  /// [weight][com.sup.messenger.domain.message.Message#weight()]; at most 2 KiB more where all of
  /// it
  /// is ASCII without escapes
  Page after(ChatId chat, long seq, int maxEntries, long maxBytes);

  /// The retained entry of a message in a chat, without its content: the cost does not depend on
  /// how long the message is.
  Optional<Reference> find(ChatId chat, MessageId message);

  /// The retained entries among the `count` places after one, oldest first, without their contents.
  ///
  /// @param count 0 to 1,000
  List<Reference> references(ChatId chat, long seq, int count);

  /// The place of the newest entry, 0 where there has been none; never goes back.
  long head(ChatId chat);

  /// The [head][#head] of each of many chats, at the price of a few.
  Map<ChatId, Long> heads(Collection<ChatId> chats);

  /// Forgets the entries of a chat, and what was used as tempId; what is appended later takes the
  /// places after them.
  ///
  /// The [head][#head] stays, for 30 days or more: a client or a device that knows a place in the
  /// log does not take a chat that is made again under the id for one that it has seen.
  void delete(ChatId chat);

  /// Entries that follow each other.
  ///
  /// @param hasMore whether an entry is retained after these
  record Page(List<Posted> entries, boolean hasMore) {

    /// No entry, and none after it.
    public static final Page EMPTY = new Page(List.of(), false);

    public Page {
      entries = List.copyOf(entries);
    }

    /// What the messages [weigh][com.sup.messenger.domain.message.Message#weight()] together.
    public long weight() {
      return entries.stream().mapToLong(posted -> posted.message().weight()).sum();
    }
  }

  /// What is known of an entry without its content.
  ///
  /// @param author the user who sent it
  record Reference(MessageId id, long seq, UserId author) {}

  /// What an append came to.
  ///
  /// @param repeated whether the entry was there before
  /// @param receivers how many members the chat had; 0 for a repeat, which nobody is sent
  record Result(Posted posted, boolean repeated, int receivers) {}
}
