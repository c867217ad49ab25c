package com.sup.messenger.application.port;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.domain.UserId;
import java.util.Set;

/// Entries for a push worker, about users who may be away (contract, "Service API", its end).
///
/// The outbox is bounded: the oldest entries go first, taken by a worker or not. A message too long
/// for a push is stored without its metadata, and with `-` as its content.
public interface PushOutbox {

  /// Adds an entry for each of the users, after the entries added before.
  void add(Set<UserId> users, PushEvent event);

  /// An event to push to a user.
  record Entry(UserId user, PushEvent event) {}
}
