package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
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
  /// chat in the [ChatDirectory] at that moment.
  ///
  /// Places are 1, 2, 3, ... without holes in each chat, whatever the number of writers. Idempotent
  /// by (sender, chat, tempId) as long as the first entry is retained: a repeat returns that entry,
  /// stores nothing and publishes nothing. Once this returns, [#after] finds the entry.
  Optional<Result> append(
      Draft draft, Profile sender, @Nullable DeviceId device, MessageId id, Instant at);

  /// The entries after a place, oldest first, at most `limit`; what retention has dropped is
  /// skipped.
  List<Posted> after(ChatId chat, long seq, int limit);

  /// The retained entry of a message in a chat.
  Optional<Posted> find(ChatId chat, MessageId message);

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

  /// What an append came to.
  ///
  /// @param repeated whether the entry was there before
  record Result(Posted posted, boolean repeated) {}
}
