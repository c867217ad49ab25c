package com.sup.messenger.application.port;

import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.UserPresence;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/// The presence of every user, over all instances.
///
/// A device counts only while the instance that admitted it is alive. A connection that a step adds
/// belongs to the calling instance. If that instance dies, the others remove its connections step
/// by step, and end the presence that it left.
public interface PresenceStore {

  /// Changes a user's presence atomically. Of two concurrent steps, the later one starts from the
  /// result of the other.
  ///
  /// The store may forget a user who is absent. Such a user is unknown afterwards.
  ///
  /// @param step computes the new presence; may be called more than once, so it must have no
  ///     effects
  Change change(UserId user, UnaryOperator<UserPresence> step);

  /// Returns the presence that others see of the users, one for each, in their order.
  List<Presence> of(Collection<UserId> users);

  /// The presence before and after a step.
  record Change(UserPresence before, UserPresence after) {

    /// Returns true if others must be notified. Of one step, that is true on one instance only.
    public boolean isNews() {
      return after.shown().differsFrom(before.shown());
    }
  }
}
