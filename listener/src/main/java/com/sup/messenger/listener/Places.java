package com.sup.messenger.listener;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/// The connections that a listener may have, and which of them make room for those that come.
///
/// If the listener is nearly full, the connection that has owed the head of a request for the
/// longest makes room; if none owes one, the upgraded one that has been a stranger for longest; if
/// there is none, the stranger that has been amid a request for longest. A connection whose client
/// is known, and that is amid a request or upgraded, makes no room.
final class Places<C> {

  /// Of all places, so much is kept for those that come.
  private static final int ROOM = 16;

  private final int places;
  private final int most;
  private final LinkedHashSet<C> owing = new LinkedHashSet<>();
  private final LinkedHashSet<C> strangers = new LinkedHashSet<>();
  private final LinkedHashSet<C> busy = new LinkedHashSet<>();
  private int open;

  /// @param places how many connections there may be
  Places(int places) {
    this.places = places;
    this.most = places - Math.ceilDiv(places, ROOM);
  }

  /// One more has come, and owes the head of a request.
  ///
  /// @return the connection to be cut for it, which may be itself
  @Nullable C enter(C connection) {
    synchronized (this) {
      open++;
      @Nullable C leaves = open > most ? oldest() : null;
      if (leaves == null && open > places) {
        return connection;
      }
      owing.add(connection);
      return leaves;
    }
  }

  private @Nullable C oldest() {
    if (!owing.isEmpty()) {
      return owing.removeFirst();
    }
    if (!strangers.isEmpty()) {
      return strangers.removeFirst();
    }
    return busy.isEmpty() ? null : busy.removeFirst();
  }

  synchronized void leave(C connection) {
    open--;
    owing.remove(connection);
    strangers.remove(connection);
    busy.remove(connection);
  }

  /// It owes the head of a request from now on.
  synchronized void owes(C connection) {
    busy.remove(connection);
    owing.remove(connection);
    owing.add(connection);
  }

  /// It has a request; does nothing if it has one already.
  synchronized void isBusy(C connection) {
    if (owing.remove(connection)) {
      busy.add(connection);
    }
  }

  /// It has been upgraded; its client is not known.
  synchronized void isStranger(C connection) {
    owing.remove(connection);
    busy.remove(connection);
    strangers.add(connection);
  }

  /// Its client is known; until its request has been answered, if it is not upgraded.
  synchronized void isKnown(C connection) {
    owing.remove(connection);
    strangers.remove(connection);
    busy.remove(connection);
  }
}
