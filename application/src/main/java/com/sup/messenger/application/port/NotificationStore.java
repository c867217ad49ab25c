package com.sup.messenger.application.port;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The notifications of each user: [Notice#MAX_KEPT] at most, each for [Notice#KEPT] or until it is
/// cleared.
///
/// Beyond the bound, a read one goes first, then a reaction, then any other. Of those alike, the
/// oldest goes. So no reaction pushes out another notification, and a read one pushes out none
/// (contract, "State and changes").
///
/// A notification older than the caller's `oldest` counts as absent, stored or not. Each method is
/// one atomic step for a user. The steps for several users have no order.
public interface NotificationStore {

  /// Adds a notification for each user. A user who has it already, read or not, keeps it unchanged.
  ///
  /// @param place the sequence number in the chat up to which a user has to read to have read the
  ///     notification too. With 0, it is read by anything that is read in its chat. Without a chat,
  ///     it has no meaning.
  void add(Set<UserId> users, NotificationNew notification, long place);

  /// Returns the unread notifications of a user, oldest first.
  List<NotificationNew> pending(UserId user, Instant oldest);

  /// Marks a notification as read.
  ///
  /// @return true if it exists, even if it was read before
  boolean read(UserId user, NotificationId notification, Instant oldest);

  /// Removes a notification, read or not.
  ///
  /// @return true if it existed
  boolean clear(UserId user, NotificationId notification, Instant oldest);

  /// Removes all notifications of a user, read or not.
  ///
  /// @return the number of notifications removed
  int clear(UserId user, Instant oldest);

  /// Marks as read the pending notifications of a chat whose place is at most `seq`.
  ///
  /// @return the ids that were pending
  List<NotificationId> settle(UserId user, ChatId chat, long seq);

  /// Removes the notifications of a message, read or not.
  ///
  /// @param from the user who caused them, or null for those of everybody
  /// @return the ids removed, by user; a user without any is left out
  Map<UserId, List<NotificationId>> withdraw(
      Set<UserId> users, ChatId chat, MessageId message, @Nullable UserId from);

  /// Removes all notifications of a chat, read or not.
  ///
  /// @return the ids removed, by user; a user without any is left out
  Map<UserId, List<NotificationId>> forget(Set<UserId> users, ChatId chat);
}
