package com.sup.messenger.application.port;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
///
/// Each user has a revision, which is 0 at first. It grows with each step that changes something,
/// by one or more, and is never the same again. A user without a change for [Notice#KEPT] may be at
/// 0 again. A notification that goes for the bound or by time changes no revision.
public interface NotificationStore {

  /// The most users of whom [#revisions] is asked.
  int MAX_ASKED = 500;

  /// The most changed notifications of a user that [#since] knows. Beyond that, those that were
  /// removed first are forgotten.
  int MAX_CHANGES = 3 * Notice.MAX_KEPT;

  /// A step for one user.
  ///
  /// @param before the revision before
  /// @param rev the revision afterwards; the same as before if nothing has changed
  /// @param ids the notifications that were changed, in any order
  record Step(long before, long rev, List<NotificationId> ids) {

    public Step {
      ids = List.copyOf(ids);
    }

    /// Returns true if nothing has changed.
    public boolean isEmpty() {
      return ids.isEmpty();
    }
  }

  /// The differences from an earlier revision.
  ///
  /// @param rev the revision up to which they go
  /// @param events one for each changed notification, in the order of their last changes: it is
  /// new,
  ///     read or cleared
  record News(long rev, List<ServerEvent> events) {

    public News {
      events = List.copyOf(events);
    }
  }

  /// Returns the revisions of users. A user at 0 may be left out.
  ///
  /// @param users [#MAX_ASKED] at most
  Map<UserId, Long> revisions(Collection<UserId> users);

  /// Returns how the notifications of a user differ from an earlier revision. From 0 on, these are
  /// the pending ones, oldest first. A revision that the user has not had yet has no differences.
  News since(UserId user, long rev, Instant oldest);

  /// Adds a notification for each user. A user who has it already, read or not, keeps it unchanged.
  ///
  /// @param place the sequence number in the chat up to which a user has to read to have read the
  ///     notification too. With 0, it is read by anything that is read in its chat. Without a chat,
  ///     it has no meaning.
  /// @return the steps, by user; a user for whom nothing has changed is left out
  Map<UserId, Step> add(Set<UserId> users, NotificationNew notification, long place);

  /// Returns the unread notifications of a user, oldest first.
  List<NotificationNew> pending(UserId user, Instant oldest);

  /// Marks a notification as read.
  ///
  /// @return empty if it does not exist. If it was read before, the step is empty
  Optional<Step> read(UserId user, NotificationId notification, Instant oldest);

  /// Removes a notification, read or not.
  ///
  /// @return empty if it did not exist
  Optional<Step> clear(UserId user, NotificationId notification, Instant oldest);

  /// Removes all notifications of a user, read or not.
  ///
  /// @return the step, with the notifications that were removed
  Step clear(UserId user, Instant oldest);

  /// Marks as read the pending notifications of a chat whose place is at most `seq`.
  ///
  /// @return the step, with the notifications that were pending
  Step settle(UserId user, ChatId chat, long seq);

  /// Removes the notifications of a message, read or not.
  ///
  /// @param from the user who caused them, or null for those of everybody
  /// @return the steps, by user; a user without any is left out
  Map<UserId, Step> withdraw(
      Set<UserId> users, ChatId chat, MessageId message, @Nullable UserId from);

  /// Removes all notifications of a chat, read or not.
  ///
  /// @return the steps, by user; a user without any is left out
  Map<UserId, Step> forget(Set<UserId> users, ChatId chat);
}
