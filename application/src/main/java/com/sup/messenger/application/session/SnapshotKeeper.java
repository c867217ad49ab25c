package com.sup.messenger.application.session;

import com.sup.messenger.application.connection.SentBudget;
import com.sup.messenger.application.connection.SentNote;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.SessionStore.Claim;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.UserId;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Moves snapshots of sessions to and from the store, a bounded number of bytes at a time. A
/// snapshot that the store cannot take stays here until it can.
///
/// A store writes and reads whole snapshots, which takes several times their bytes. An instance may
/// lose all its connections at once.
public final class SnapshotKeeper {

  /// The time for which a snapshot waits for its turn. After that the store counts as unavailable.
  private static final long MAX_WAIT_MILLIS = 5_000;

  private static final int MAX_UNKEPT = 20_000;
  private static final int KIBIBYTE = 1024;

  /// The bytes of a position or a topic.
  private static final long ITEM = 64;

  private final SessionStore store;
  private final InstantSource clock;
  private final long maxUnkeptBytes;
  private final int maxKibibytes;
  private final Semaphore kibibytes;
  private final Semaphore claims;
  private final Map<String, Snapshot> unkept = new ConcurrentHashMap<>();
  private final AtomicLong unkeptBytes = new AtomicLong();

  /// Creates a keeper.
  ///
  /// @param heap the largest heap, in bytes. At most a 64th of it is on its way to the store, an
  ///     eighth on its way back, and a 16th stays here.
  public SnapshotKeeper(SessionStore store, InstantSource clock, long heap) {
    this.store = store;
    this.clock = clock;
    this.maxUnkeptBytes = heap / 16;
    this.maxKibibytes = (int) Math.min(Integer.MAX_VALUE, heap / 64 / KIBIBYTE);
    this.kibibytes = new Semaphore(maxKibibytes, true);
    this.claims = new Semaphore((int) Math.max(2, heap / 8 / (2 * SentBudget.MAX_HELD)), true);
  }

  /// Returns about how many bytes a snapshot holds.
  public static long weight(Snapshot snapshot) {
    return snapshot.sent().stream().mapToLong(sent -> SentNote.weight(sent.event())).sum()
        + ITEM * (snapshot.positions().size() + snapshot.topics().size());
  }

  /// Stores a snapshot without the contents of messages. If the store does not answer, the snapshot
  /// stays here if there is room.
  ///
  /// @return false if somebody has claimed the session since, so that it may continue elsewhere
  /// @throws UnavailableException if the store does not answer
  public boolean keep(String key, Snapshot snapshot) {
    Snapshot bare = SentContents.without(snapshot);
    try {
      return store(key, bare);
    } catch (UnavailableException e) {
      keepHere(key, bare);
      throw e;
    }
  }

  private void keepHere(String key, Snapshot snapshot) {
    long bytes = weight(snapshot);
    if (unkept.size() < MAX_UNKEPT && unkeptBytes.get() + bytes <= maxUnkeptBytes) {
      unkeptBytes.addAndGet(bytes);
      Snapshot before = unkept.put(key, snapshot);
      unkeptBytes.addAndGet(before == null ? 0 : -weight(before));
    }
  }

  private boolean store(String key, Snapshot snapshot) {
    int taken = (int) Math.min(maxKibibytes, 1 + weight(snapshot) / KIBIBYTE);
    return inTurn(kibibytes, taken, () -> store.keep(key, snapshot));
  }

  /// Claims a session, as [SessionStore#claim].
  ///
  /// @throws UnavailableException if the store does not answer
  Claim claim(String key, UserId user) {
    return inTurn(claims, 1, () -> store.claim(key, user));
  }

  /// Claims a session, as [SessionStore#claimOverdue].
  ///
  /// @throws UnavailableException if the store does not answer
  Claim claimOverdue(String key, UserId user) {
    return inTurn(claims, 1, () -> store.claimOverdue(key, user));
  }

  private static <T> T inTurn(Semaphore turns, int taken, Supplier<T> work) {
    try {
      if (!turns.tryAcquire(taken, MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new UnavailableException("Too many sessions are being kept");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("Interrupted");
    }
    try {
      return work.get();
    } finally {
      turns.release(taken);
    }
  }

  /// Stores the snapshots that stay here.
  ///
  /// @throws UnavailableException if the store still does not answer
  public void catchUp() {
    unkept.keySet().forEach(this::catchUp);
  }

  /// Stores one snapshot if it stays here.
  ///
  /// @throws UnavailableException if the store still does not answer
  public void catchUp(String key) {
    Snapshot snapshot = unkept.get(key);
    if (snapshot == null) {
      return;
    }
    if (snapshot.takenAt().plus(SessionStore.LIFE).isAfter(clock.instant())) {
      store(key, snapshot);
    }
    if (unkept.remove(key, snapshot)) {
      unkeptBytes.addAndGet(-weight(snapshot));
    }
  }

  /// Returns the number of snapshots that stay here.
  public int waiting() {
    return unkept.size();
  }
}
