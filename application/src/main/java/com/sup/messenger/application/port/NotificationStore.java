package com.sup.messenger.application.port;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The notifications of each user: the newest [Notice#MAX_KEPT], each for [Notice#KEPT] or until it
/// is cleared.
///
/// A notification older than the caller's `oldest` counts as absent, stored or not. Each method is
/// one atomic step, except [#add].
public interface NotificationStore {

  /// Adds a notification for each user, one step a user, in no order. Beyond the bound, the user's
  /// oldest notifications are dropped.
  ///
  /// A user who has the notification already, read or not, keeps it unchanged.
  void add(Set<UserId> users, NotificationNew notification);

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
}
