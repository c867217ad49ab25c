package com.sup.messenger.application.port;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.UserId;
import java.util.Set;

/// What a push worker is to bring to people who may be away (contract, "Service API", its end).
///
/// Bounded: the oldest entries go first, taken by a worker or not. A message that is too long for a
/// push comes without its metadata, and with `-` as its content.
public interface PushOutbox {

  /// Adds an entry for each of the users, after those added before.
  void add(Set<UserId> users, ServerEvent event);

  /// What is to be brought to a user.
  record Entry(UserId user, ServerEvent event) {}
}
