package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.PresenceStore;
import com.sup.messenger.contracts.PresenceStoreContract;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.presence.Presence;
import com.sup.messenger.domain.presence.UserPresence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Reads and writes in two steps, and so overwrites the changes of others.
final class PresenceStoreInTwoSteps extends PresenceStoreContract implements PresenceStore {

  private final Map<UserId, UserPresence> users = new ConcurrentHashMap<>();

  @Override
  protected PresenceStore board() {
    return this;
  }

  @Override
  protected PresenceStore ofAnotherInstance() {
    return this;
  }

  private UserPresence now(UserId user) {
    return users.getOrDefault(user, UserPresence.unknown(user));
  }

  @Override
  public Change change(UserId user, UnaryOperator<UserPresence> step) {
    UserPresence before = now(user);
    UserPresence after = step.apply(before);
    Pause.betweenTwoSteps();
    users.put(user, after);
    return new Change(before, after);
  }

  @Override
  public List<Presence> of(Collection<UserId> asked) {
    return asked.stream().map(user -> now(user).shown()).toList();
  }
}
