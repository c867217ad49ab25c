package com.sup.messenger.application.port.chat;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.domain.ChatId;
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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log of each chat: its messages, in order. Messages are safe here; the [EventBus] may lose
/// them.
///
/// A new message, an edit and a deletion each raise the revision of the chat by one. So do the
/// changes of a [ReactionStore], a [ReceiptStore], a [ChatDirectory] and a [ChatProfiles]: the five
/// count one number, and are kept in one store.
///
/// The newest [#RETAINED] entries of a chat are retained, as long as they are 1 MiB or less. More
/// may be. A chat loses none since others are full. Texts come back as they were, each character of
/// Unicode among them.
public interface MessageLog {

  /// The least number of entries of a chat that are retained.
  int RETAINED = 1_000;

  /// Appends a message to the log of its chat, and publishes [Signal.Appended] on [Topic.Chat] with
  /// the new revision. Both happen, or neither.
  ///
  /// The sequence numbers of a chat are 1, 2, 3, ... without holes, for any number of writers on
  /// any number of instances. Entries become visible in this order: a reader who finds one finds
  /// all before it. After the return, each instance finds the entry. So does a listener who hears
  /// of it, on any instance.
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

  /// Replaces an entry by the next version of its message, and publishes [Signal.Replaced] on
  /// [Topic.Chat] with the new revision. Both happen, or neither.
  ///
  /// The content of the version before is gone after the return. The entry keeps its place.
  ///
  /// @param next the entry with an edited message, whose [version][ChatMessage#version()] follows
  ///     the stored one, or with a deleted message, which follows each version
  /// @param cause the connection that gets the acknowledgement instead of the event; null for none
  /// @return false if nothing was done, since the entry is not retained, or has another version now
  boolean replace(Posted next, Envelope.@Nullable Origin cause);

  /// Returns the entries whose messages [expire][Message#expiresAt()] up to a time, and the time of
  /// the next one after these.
  ///
  /// @param max the most entries to return
  Expiring expiring(ChatId chat, Instant upTo, int max);

  /// Returns a page of the entries after a sequence number, oldest first. Entries past retention
  /// are skipped.
  ///
  /// The page ends before the entry that exceeds `maxBytes`, but holds at least one entry if there
  /// is one. Little more than the page is read from the store.
  ///
  /// The size of an entry is its size in the store: at least its [weight][ChatMessage#weight()]. If
  /// all of it is ASCII without escapes, it is at most 2 KiB more.
  ///
  /// @param maxEntries 1 or more
  /// @param maxBytes the bound of the sizes together
  Page after(ChatId chat, long seq, int maxEntries, long maxBytes);

  /// Returns a page of the entries before a sequence number, newest first. The bounds are those of
  /// [#after].
  Page before(ChatId chat, long seq, int maxEntries, long maxBytes);

  /// Returns the entries that were replaced after a revision, in the order of their last
  /// replacement. The bounds are those of [#after].
  ///
  /// @param afterSeq only entries after this sequence number are returned
  RevisedPage replacedSince(ChatId chat, long rev, long afterSeq, int maxEntries, long maxBytes);

  /// Returns the retained entry of a message.
  Optional<Posted> read(ChatId chat, MessageId message);

  /// Finds the retained entry of a message, without its content. The cost does not depend on the
  /// length of the message.
  Optional<Reference> find(ChatId chat, MessageId message);

  /// Returns the retained entries of the next `count` sequence numbers, oldest first, without
  /// content.
  ///
  /// @param seq the sequence number before the first one
  /// @param count 0 to 1,000
  List<Reference> references(ChatId chat, long seq, int count);

  /// Counts the messages of others after a sequence number in each chat. Silent and deleted
  /// messages do not count, and neither do those past retention. The cost of many chats is about
  /// that of a few, for any number of messages.
  ///
  /// A mention counts for a user who was a member when the message was sent or edited.
  ///
  /// @param places for each chat, the sequence number
  Map<ChatId, Unread> unread(UserId user, Map<ChatId, Long> places);

  /// Returns the sequence number of the newest entry that the chat has had, 0 if it has had none.
  /// It never goes back.
  long head(ChatId chat);

  /// Returns the head of each chat. The cost of many chats is about that of a few.
  Map<ChatId, Head> heads(Collection<ChatId> chats);

  /// Returns the newest retained entry of each chat. The cost of many chats is about that of a few.
  ///
  /// @return an entry for each chat that has one
  Map<ChatId, Posted> newest(Collection<ChatId> chats);

  /// Deletes the entries and the idempotency keys of a chat. Later entries continue the numbers.
  ///
  /// The [head][#head] and the revision stay for at least 30 days. So a client with an old cursor
  /// does not take a new chat with the same id for one that it has read.
  void delete(ChatId chat);

  /// The newest place of a chat.
  ///
  /// @param position the sequence number of the newest entry, and the revision
  /// @param lastMessageAt the time of the newest message; null if there is none
  record Head(Position position, @Nullable Instant lastMessageAt) {

    /// The head of a chat without history.
    public static final Head NONE = new Head(Position.START, null);
  }

  /// The number of unread messages of a user.
  ///
  /// @param messages 0 or more
  /// @param mentions how many of them mention the user
  record Unread(long messages, long mentions) {

    public static final Unread NONE = new Unread(0, 0);
  }

  /// Entries whose messages expire.
  ///
  /// @param next the time at which the next message after these expires; empty if none does
  record Expiring(List<Posted> entries, Optional<Instant> next) {

    /// The answer for a chat without such messages.
    public static final Expiring NONE = new Expiring(List.of(), Optional.empty());

    public Expiring {
      entries = List.copyOf(entries);
    }
  }

  /// Consecutive entries of a log.
  ///
  /// @param hasMore true if an entry is retained after these, in the order of the page
  record Page(List<Posted> entries, boolean hasMore) {

    /// A page without entries, at the end of the log.
    public static final Page EMPTY = new Page(List.of(), false);

    public Page {
      entries = List.copyOf(entries);
    }

    /// Returns the sum of the [weights][ChatMessage#weight()] of the messages, in bytes.
    public long weight() {
      return entries.stream().mapToLong(posted -> posted.message().weight()).sum();
    }
  }

  /// Replaced entries, in the order of the revisions.
  ///
  /// @param hasMore true if there are entries of later revisions
  record RevisedPage(List<Revised<Posted>> entries, boolean hasMore) {

    /// A page without entries.
    public static final RevisedPage EMPTY = new RevisedPage(List.of(), false);

    public RevisedPage {
      entries = List.copyOf(entries);
    }
  }

  /// An entry without its content.
  ///
  /// @param author the user who sent it
  /// @param rev the revision that the new message made
  /// @param deleted true if the message was deleted, or has expired
  record Reference(MessageId id, long seq, UserId author, long rev, boolean deleted) {

    /// Returns an entry without its content.
    public static Reference of(Posted posted) {
      ChatMessage message = posted.message();
      return new Reference(
          message.id(),
          message.seq(),
          message.senderId(),
          posted.rev(),
          message instanceof DeletedMessage);
    }

    /// Returns the same entry with another revision.
    public Reference withRev(long other) {
      return new Reference(id, seq, author, other, deleted);
    }

    /// Returns the place of a client that has everything up to this message.
    public Position position() {
      return new Position(seq, rev);
    }
  }

  /// The result of an append.
  ///
  /// @param repeated true if the entry existed before
  /// @param receivers the number of members of the chat; 0 for a repeat, which is sent to nobody
  record Result(Posted posted, boolean repeated, int receivers) {}
}
