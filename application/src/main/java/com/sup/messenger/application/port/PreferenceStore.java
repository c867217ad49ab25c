package com.sup.messenger.application.port;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Attention;
import com.sup.messenger.domain.preference.Block;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The preferences of each user: the muted chats and the blocked users.
///
/// A mute is kept until its end, and a block until it is taken back. A change of one user's
/// preferences is one atomic step. Times are kept in milliseconds.
public interface PreferenceStore {

  /// The most chats that a user has muted at a time.
  int MAX_MUTES = 1_000;

  /// The most users that a user has blocked.
  int MAX_BLOCKS = 1_000;

  /// Mutes a chat for a user, instead of an earlier mute.
  ///
  /// @param until the end, after `now`
  /// @return false, and nothing is done, if [#MAX_MUTES] other chats are muted
  boolean mute(UserId user, ChatId chat, Instant until, Instant now);

  /// Ends the mute of a chat, if there is one.
  void unmute(UserId user, ChatId chat);

  /// Ends the mutes of all chats but these.
  void retainMutes(UserId user, Set<ChatId> chats);

  /// Returns the ends of a user's mutes, in one round trip.
  ///
  /// @return an entry for each of the chats that is muted
  Map<ChatId, Instant> mutes(UserId user, Collection<ChatId> chats, Instant now);

  /// Blocks another user. An earlier block of that user stays as it is.
  ///
  /// @return false, and nothing is done, if [#MAX_BLOCKS] other users are blocked
  boolean block(UserId user, UserId other, Block block);

  /// Ends a block, if there is one.
  void unblock(UserId user, UserId other);

  /// Returns the users whom a user has blocked.
  Set<UserId> blockedBy(UserId user);

  /// Returns the blocks of many users. The cost of many users is about that of a few.
  ///
  /// @param others by user, those whose blocks are asked for
  /// @return an entry for each user who has blocked one of them; a missing entry means none
  Map<UserId, Map<UserId, Block>> blocks(Map<UserId, Set<UserId>> others);

  /// Returns the blocks of one user.
  ///
  /// @param others those whose blocks are asked for
  /// @return an entry for each of them whom the user has blocked
  default Map<UserId, Block> blocks(UserId user, Set<UserId> others) {
    return blocks(Map.of(user, others)).getOrDefault(user, Map.of());
  }

  /// Returns true if a user has blocked another one.
  default boolean hasBlocked(UserId user, UserId other) {
    return !blocks(user, Set.of(other)).isEmpty();
  }

  /// Returns the attention of many users to one chat and some other users. The cost of many users
  /// is about that of a few.
  ///
  /// @param chat the chat, or null for none
  /// @return an entry for each user who has muted the chat or blocked one of the others; a missing
  ///     entry means [Attention#FULL]. The mute may be over.
  Map<UserId, Attention> attention(
      Collection<UserId> users, @Nullable ChatId chat, Set<UserId> others);
}
