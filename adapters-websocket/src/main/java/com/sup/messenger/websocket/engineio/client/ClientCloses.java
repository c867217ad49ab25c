package com.sup.messenger.websocket.engineio.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// The times at which clients have closed their sessions by a POST. Keeps the latest 1,024 closes.
///
/// A client that closes has a GET on another connection, and the threads of the two run in any
/// order. The reference server has one thread, and answers in order of arrival. So does this one:
///
/// - GET, then close: the GET gets a noop packet, if it already waits or is read later.
/// - Close, then GET: the session is unknown, even to a GET that waited before the close was read.
///
/// If one of the two reaches another instance, the order is that in which they reach the owner of
/// the session.
public final class ClientCloses {

  /// The two are moments apart, so few are enough. A GET without an entry gets a 400.
  private static final int MAX = 1_024;

  private final Map<String, Long> arrivals = new HashMap<>();
  private final ArrayDeque<String> order = new ArrayDeque<>();

  /// Notes the close of a session.
  ///
  /// @param arrival of the POST, by `nanoTime`
  public synchronized void add(String sid, long arrival) {
    if (arrivals.putIfAbsent(sid, arrival) == null) {
      order.add(sid);
    }
    if (order.size() > MAX) {
      arrivals.remove(order.remove());
    }
  }

  /// Returns true if a request of an ended session came before its client's close.
  ///
  /// @param arrival of the request, by `nanoTime`
  public synchronized boolean hasCrossed(String sid, long arrival) {
    Long close = arrivals.get(sid);
    return close != null && arrival - close <= 0;
  }
}
