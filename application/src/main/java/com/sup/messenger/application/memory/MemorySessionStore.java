package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Dropped sessions within the process; past the bound the oldest goes.
public final class MemorySessionStore implements SessionStore {

  private static final Duration LIFE = Duration.ofMinutes(2);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(LIFE.toSeconds() + 1, TimeUnit.SECONDS);

  private final InstantSource clock;
  private final int maxSnapshots;
  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
  private boolean purgePending;

  public MemorySessionStore(InstantSource clock, int maxSnapshots) {
    this.clock = clock;
    this.maxSnapshots = maxSnapshots;
  }

  @Override
  public synchronized void keep(String key, Snapshot snapshot) {
    snapshots.remove(key);
    snapshots.put(key, snapshot);
    purge();
    if (!purgePending) {
      purgePending = true;
      LATER.execute(this::purgeAgain);
    }
  }

  private void purge() {
    Iterator<Snapshot> oldest = snapshots.values().iterator();
    while (oldest.hasNext() && (isOver(oldest.next()) || snapshots.size() > maxSnapshots)) {
      oldest.remove();
    }
  }

  /// Where everybody leaves at once, nobody is left whose leaving would purge.
  private synchronized void purgeAgain() {
    purge();
    purgePending = !snapshots.isEmpty();
    if (purgePending) {
      LATER.execute(this::purgeAgain);
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
