package com.sup.messenger.listener;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/// The connections of a listener, and the order in which they make room for new ones.
///
/// If the listener is nearly full, each new connection takes the place of another. The first of
/// these goes:
///
/// - the connection that has waited longest for the head of a request
/// - the upgraded stranger that has been one for longest
/// - the stranger whose request has taken longest
///
/// A known client keeps its place while its request is answered, and after an upgrade.
final class Places<C> {

  /// One of this many places is kept free for new connections.
  private static final int ROOM = 16;

  private final int places;
  private final int most;
  private final LinkedHashSet<C> owing = new LinkedHashSet<>();
  private final LinkedHashSet<C> strangers = new LinkedHashSet<>();
  private final LinkedHashSet<C> busy = new LinkedHashSet<>();
  private int open;

  /// @param places the most connections at a time
  Places(int places) {
    this.places = places;
    this.most = places - Math.ceilDiv(places, ROOM);
  }

  /// Adds a new connection, which has sent no request.
  ///
  /// @return the connection to cut, which may be the new one; `null` for none
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

  /// Marks a connection that has sent no head of a request yet.
  synchronized void owes(C connection) {
    busy.remove(connection);
    owing.remove(connection);
    owing.add(connection);
  }

  /// Marks a connection that has sent a request. Does nothing if it was marked before.
  synchronized void isBusy(C connection) {
    if (owing.remove(connection)) {
      busy.add(connection);
    }
  }

  /// Marks an upgraded connection of a client that is not known.
  synchronized void isStranger(C connection) {
    owing.remove(connection);
    busy.remove(connection);
    strangers.add(connection);
  }

  /// Marks a connection of a known client. Without an upgrade, this ends with the next [#owes].
  synchronized void isKnown(C connection) {
    owing.remove(connection);
    strangers.remove(connection);
    busy.remove(connection);
  }
}
