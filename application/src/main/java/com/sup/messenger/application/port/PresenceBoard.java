package com.sup.messenger.application.port;

import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.UserPresence;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/// The presence of every user, over all instances.
///
/// A device counts only while the instance lives that let it enter: the connections that a step
/// adds belong to the instance that takes it, and when that dies, the others take them out, step
/// by step, and lapse what it left.
public interface PresenceBoard {

  /// Takes one step from what the user's presence is now, as one: of two steps at a time, the later
  /// one starts from what the other has made. The step may be called more than once.
  ///
  /// A user who is absent may be forgotten after a while, then is unknown.
  Change change(UserId user, UnaryOperator<UserPresence> step);

  /// What others see of the users, one each, in their order.
  List<Presence> of(Collection<UserId> users);

  /// What a step came to.
  record Change(UserPresence before, UserPresence after) {

    /// Whether others must be told; of one step that is so on one instance alone.
    public boolean isNews() {
      return after.shown().differsFrom(before.shown());
    }
  }
}
