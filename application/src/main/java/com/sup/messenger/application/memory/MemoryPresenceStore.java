package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.PresenceStore;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.UserPresence;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Presence in this process: of all connected users, and of a bounded number of absent ones. At the
/// bound, the user who has been absent longest is forgotten.
public final class MemoryPresenceStore implements PresenceStore {

  private final Map<UserId, UserPresence> here = new HashMap<>();
  private final Map<UserId, UserPresence> absent;

  /// Creates an empty store.
  ///
  /// @param maxAbsent the most absent users that are remembered
  public MemoryPresenceStore(int maxAbsent) {
    absent =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<UserId, UserPresence> eldest) {
            return size() > maxAbsent;
          }
        };
  }

  @Override
  public synchronized Change change(UserId user, UnaryOperator<UserPresence> step) {
    UserPresence before = now(user);
    UserPresence after = step.apply(before);
    if (!after.equals(before)) {
      here.remove(user);
      absent.remove(user);
      (after instanceof UserPresence.Absent ? absent : here).put(user, after);
    }
    return new Change(before, after);
  }

  @Override
  public synchronized List<Presence> of(Collection<UserId> users) {
    return users.stream().map(user -> now(user).shown()).toList();
  }

  private UserPresence now(UserId user) {
    UserPresence known = here.getOrDefault(user, absent.get(user));
    return known == null ? UserPresence.unknown(user) : known;
  }
}
