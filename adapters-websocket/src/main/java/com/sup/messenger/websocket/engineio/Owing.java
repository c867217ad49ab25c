package com.sup.messenger.websocket.engineio;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/// The connections of a listener that owe the head of a request, those that have owed it for the
/// longest first: they make room where the listener is nearly full, so that connections that say
/// nothing keep nobody out.
final class Owing {

  private final int most;
  private final LinkedHashSet<RequestDeadline> owing = new LinkedHashSet<>();
  private int open;

  /// @param most so many connections may be open before some must make room
  Owing(int most) {
    this.most = most;
  }

  /// Counts one more.
  void opened() {
    RequestDeadline longest = toMakeRoom();
    if (longest != null) {
      longest.cut();
    }
  }

  private synchronized @Nullable RequestDeadline toMakeRoom() {
    open++;
    return open > most && !owing.isEmpty() ? owing.removeFirst() : null;
  }

  synchronized void closed(RequestDeadline connection) {
    open--;
    owing.remove(connection);
  }

  /// It owes a head from now on.
  synchronized void add(RequestDeadline connection) {
    owing.remove(connection);
    owing.add(connection);
  }

  synchronized void remove(RequestDeadline connection) {
    owing.remove(connection);
  }
}
