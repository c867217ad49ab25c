package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.contracts.SessionStoreContract;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Reads a snapshot and takes it out in two steps.
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
  public void keep(String key, Snapshot snapshot) {
    snapshots.put(key, snapshot);
  }

  @Override
  public Optional<Snapshot> claim(String key) {
    Optional<Snapshot> found = Optional.ofNullable(snapshots.get(key));
    Pause.betweenTwoSteps();
    snapshots.remove(key);
    return found;
  }
}
