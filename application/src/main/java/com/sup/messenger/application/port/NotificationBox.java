package com.sup.messenger.application.port;

import com.sup.messenger.application.event.ServerEvent.NotificationNew;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The notifications of each user: the newest [Notice#MAX_KEPT] for [Notice#KEPT], until cleared.
///
/// What is older than the caller's `oldest` is not there, forgotten by the adapter or not yet. Each
/// method is one step; adding is one for each of the users, in no order.
public interface NotificationBox {

  /// Stores a notification for each of the users, and gives up the oldest ones over the bound. Of
  /// a user who has it, read or not, nothing changes.
  void add(Set<UserId> users, NotificationNew notification);

  /// The notifications neither read nor cleared, oldest first.
  List<NotificationNew> pending(UserId user, Instant oldest);

  /// Marks a notification as read; tells whether it is there, read before or not.
  boolean read(UserId user, NotificationId notification, Instant oldest);

  /// Removes a notification, read or not; tells whether it was there.
  boolean clear(UserId user, NotificationId notification, Instant oldest);

  /// Removes every notification, read or not; tells how many there were.
  int clear(UserId user, Instant oldest);
}
