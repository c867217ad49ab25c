package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Dropped sessions in this process. At the bound, the oldest one is dropped.
public final class MemorySessionStore implements SessionStore {

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(LIFE.toSeconds() + 1, TimeUnit.SECONDS);

  /// A stored session.
  ///
  /// @param snapshot null after it was settled
  /// @param claimedAt the time of the pending claim, or null
  /// @param end the time when it is forgotten
  private record Session(
      long fence, @Nullable Snapshot snapshot, @Nullable Instant claimedAt, Instant end) {

    boolean isOf(UserId user) {
      return snapshot != null && snapshot.user().equals(user);
    }

    boolean isOverdue(Instant now) {
      return claimedAt != null && !now.isBefore(claimedAt.plus(PENDING));
    }
  }

  private final InstantSource clock;
  private final int maxSessions;
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private boolean purgePending;

  public MemorySessionStore(InstantSource clock, int maxSessions) {
    this.clock = clock;
    this.maxSessions = maxSessions;
  }

  @Override
  public synchronized boolean keep(String key, Snapshot snapshot) {
    Session known = sessions.get(key);
    if (known != null && known.fence > snapshot.fence()) {
      return false;
    }
    put(key, new Session(snapshot.fence(), snapshot, null, clock.instant().plus(LIFE)));
    return true;
  }

  @Override
  public Claim claim(String key, UserId user) {
    return claim(key, user, false);
  }

  @Override
  public Claim claimOverdue(String key, UserId user) {
    return claim(key, user, true);
  }

  private synchronized Claim claim(String key, UserId user, boolean overdueToo) {
    Instant now = clock.instant();
    Session known = sessions.get(key);
    if (known == null || !known.isOf(user) || known.end.isBefore(now)) {
      return new Claim.Unknown();
    }
    if (known.claimedAt != null && !(overdueToo && known.isOverdue(now))) {
      return new Claim.Pending(known.isOverdue(now));
    }
    long fence = known.fence + 1;
    Snapshot granted = Objects.requireNonNull(known.snapshot).fencedBy(fence);
    sessions.put(key, new Session(fence, known.snapshot, now, known.end));
    return new Claim.Granted(granted);
  }

  @Override
  public synchronized void settle(String key, long fence) {
    Session known = sessions.get(key);
    if (known != null && known.fence == fence && known.claimedAt != null) {
      put(key, new Session(fence, null, null, clock.instant().plus(LIFE)));
    }
  }

  private void put(String key, Session session) {
    sessions.remove(key);
    sessions.put(key, session);
    purge();
    if (!purgePending) {
      purgePending = true;
      LATER.execute(this::purgeAgain);
    }
  }

  private void purge() {
    Instant now = clock.instant();
    Iterator<Session> oldest = sessions.values().iterator();
    while (oldest.hasNext() && (oldest.next().end.isBefore(now) || sessions.size() > maxSessions)) {
      oldest.remove();
    }
  }

  /// Removes old sessions later. If all clients leave at once, no later call would remove them.
  private synchronized void purgeAgain() {
    purge();
    purgePending = !sessions.isEmpty();
    if (purgePending) {
      LATER.execute(this::purgeAgain);
    }
  }
}
