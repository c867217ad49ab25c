package com.sup.messenger.application.session;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.UnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Settles the claims of sessions, and stores snapshots, also if the store was away before.
public final class SettledSessions {

  private static final System.Logger LOG = System.getLogger(SettledSessions.class.getName());

  private static final int MAX_UNSETTLED = 20_000;

  private final SessionStore store;
  private final SnapshotKeeper keeper;
  private final Map<String, Long> unsettled = new ConcurrentHashMap<>();

  public SettledSessions(SessionStore store, SnapshotKeeper keeper) {
    this.store = store;
    this.keeper = keeper;
  }

  /// Settles the claim of a session that has arrived completely. Its old snapshot is deleted.
  public void settle(Connection connection) {
    try {
      store.settle(connection.recoveryKey(), connection.fence());
    } catch (UnavailableException _) {
      // If there is no room, the snapshot stays until its time is over.
      if (unsettled.size() < MAX_UNSETTLED) {
        unsettled.put(connection.recoveryKey(), connection.fence());
      }
    }
  }

  /// Stores and settles the sessions that the store could not take before.
  ///
  /// @throws UnavailableException if the store still does not answer
  public void catchUp() {
    keeper.catchUp();
    unsettled.forEach(
        (key, fence) -> {
          store.settle(key, fence);
          unsettled.remove(key, fence);
        });
  }

  /// Tries once more before the instance ends.
  public void catchUpAtLast() {
    try {
      catchUp();
    } catch (UnavailableException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} sessions could not be kept: {1}",
          keeper.waiting(),
          e.getMessage());
    }
  }
}
