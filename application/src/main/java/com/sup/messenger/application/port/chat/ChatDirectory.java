package com.sup.messenger.application.port.chat;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The members of each chat. A chat without a member does not exist here.
///
/// A change of members raises the revision of the chat by one, see [MessageLog]. The caller
/// publishes it.
///
/// The chats that a user has left are kept too, for the devices that were away: the latest
/// [#MAX_FORMER]. They are kept for [ReceiptStore#KEPT] after the last departure, or the last
/// question about them. A chat that was deleted is one that all members have left.
public interface ChatDirectory {

  /// The most chats that a user has left, and that are kept.
  int MAX_FORMER = 100;

  /// Returns true if the chat exists and the user is a member.
  boolean isMember(ChatId chat, UserId user);

  /// Returns the chats of a user.
  Set<ChatId> chatsOf(UserId user);

  /// Returns the chats of each user. The cost of many users is about that of a few.
  ///
  /// @return an entry for each user who has a chat; a missing entry means none
  Map<UserId, Set<ChatId>> chatsOf(Collection<UserId> users);

  /// Returns the chats of a device's user, also those that the user has left. Notes that the device
  /// knows all of them, if it lasts.
  ///
  /// That is noted of [ReceiptStore#MAX_DEVICES] devices of a user. Any other device counts as new,
  /// and a new one has missed nothing.
  DeviceChats chatsOf(ReceiptStore.Device device);

  /// The chats of a device's user.
  ///
  /// @param current the chats of the user
  /// @param former the chats that the user has left
  /// @param missed those of them that the user has left since the device asked last
  record DeviceChats(Set<ChatId> current, Set<ChatId> former, Set<ChatId> missed) {}

  /// Returns the members of a chat.
  ///
  /// @return empty if the chat does not exist
  Set<UserId> members(ChatId chat);

  /// Returns those of the others who share at least one chat with the user.
  ///
  /// @return also the user, if listed among the others, with or without a chat
  Set<UserId> sharing(UserId user, Collection<UserId> others);

  /// Returns the memberships of a user in those of the chats where the user is a member. The cost
  /// of many chats is about that of a few.
  Map<ChatId, Membership> memberships(UserId user, Collection<ChatId> chats);

  /// Returns the membership of a user in a chat; empty if the user is no member.
  default Optional<Membership> membership(ChatId chat, UserId user) {
    return Optional.ofNullable(memberships(user, List.of(chat)).get(chat));
  }

  /// Shows the members of a chat the messages before their join, or hides these. It holds for later
  /// members too. At first they are hidden.
  void showHistory(ChatId chat, boolean shown);

  /// Makes the user a member of the chat. Creates the chat if it does not exist.
  ///
  /// @param afterSeq the sequence number of the newest message before the join
  /// @return the new revision of the chat; empty if the user was a member before
  OptionalLong add(ChatId chat, UserId user, long afterSeq);

  /// Ends a membership.
  ///
  /// @return the new revision of the chat; empty if the user was no member
  OptionalLong remove(ChatId chat, UserId user);

  /// Replaces the members of a chat by these users, in one step. An empty set removes the chat.
  ///
  /// A repeated call completes an earlier one that failed half-way.
  ///
  /// @param afterSeq the sequence number of the newest message before the joins
  Replacement replace(ChatId chat, Set<UserId> members, long afterSeq);

  /// Returns the revision of the last change of the members, 0 for none.
  long revision(ChatId chat);

  /// Counts the members of each chat. The cost of many chats is about that of a few.
  Map<ChatId, Integer> sizes(Collection<ChatId> chats);

  /// Counts the members of a chat.
  default int size(ChatId chat) {
    return sizes(List.of(chat)).getOrDefault(chat, 0);
  }

  /// The result of [#replace].
  ///
  /// @param added the users who became members
  /// @param removed the users who are no longer members
  /// @param rev the new revision of the chat; 0 if nothing changed
  record Replacement(Set<UserId> added, Set<UserId> removed, long rev) {

    public Replacement {
      added = Set.copyOf(added);
      removed = Set.copyOf(removed);
    }
  }
}
