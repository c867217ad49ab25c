package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Dropped sessions within the process; past the bound the oldest goes.
public final class MemorySessionStore implements SessionStore {

  private static final Duration LIFE = Duration.ofMinutes(2);

  private final InstantSource clock;
  private final int maxSnapshots;
  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();

  public MemorySessionStore(InstantSource clock, int maxSnapshots) {
    this.clock = clock;
    this.maxSnapshots = maxSnapshots;
  }

  @Override
  public synchronized void keep(String key, Snapshot snapshot) {
    snapshots.remove(key);
    snapshots.put(key, snapshot);
    Iterator<Snapshot> oldest = snapshots.values().iterator();
    while (oldest.hasNext() && (isOver(oldest.next()) || snapshots.size() > maxSnapshots)) {
      oldest.remove();
    }
  }

  @Override
  public synchronized Optional<Snapshot> claim(String key) {
    return Optional.ofNullable(snapshots.remove(key)).filter(snapshot -> !isOver(snapshot));
  }

  private boolean isOver(Snapshot snapshot) {
    return snapshot.takenAt().plus(LIFE).isBefore(clock.instant());
  }
}
