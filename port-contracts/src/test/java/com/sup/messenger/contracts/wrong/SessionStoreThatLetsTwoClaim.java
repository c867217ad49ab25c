package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.contracts.SessionStoreContract;
import com.sup.messenger.domain.UserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Reads and removes a snapshot in two steps.
final class SessionStoreThatLetsTwoClaim extends SessionStoreContract implements SessionStore {

  private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();

  @Override
  protected SessionStore store() {
    return this;
  }

  @Override
  protected SessionStore ofAnotherInstance() {
    return this;
  }

  @Override
  protected void letClaimEnd(String key) {}

  @Override
  public boolean keep(String key, Snapshot snapshot) {
    snapshots.put(key, snapshot);
    return true;
  }

  @Override
  public Claim claim(String key, UserId user) {
    Snapshot found = snapshots.get(key);
    Pause.betweenTwoSteps();
    snapshots.remove(key);
    return found == null ? new Claim.Unknown() : new Claim.Granted(found.fencedBy(1));
  }

  @Override
  public Claim claimOverdue(String key, UserId user) {
    return claim(key, user);
  }

  @Override
  public void settle(String key, long fence) {}
}
