package com.sup.messenger.websocket.engineio.session;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// When clients have closed their sessions by a POST, of the latest so many; older ones are
/// forgotten.
///
/// A client that closes has a GET under way, on another connection, and the threads of the two run
/// in any order. Each GET is answered as its order of arrival has it, as the reference server does,
/// which has one thread:
///
/// - GET, then close: the GET gets a noop packet, if it waits by then or is read only later.
/// - Close, then GET: the session is unknown, also to a GET that waited before the close was read.
///
/// Where one of the two comes in at another instance, the order is that in which they reach the
/// owner of the session.
public final class ClientCloses {

  /// The two are apart by moments, so few suffice. Without its entry a GET gets a 400.
  private static final int MAX = 1_024;

  private final Map<String, Long> arrivals = new HashMap<>();
  private final ArrayDeque<String> order = new ArrayDeque<>();

  /// A session is being closed by what came then.
  ///
  /// @param arrival by `nanoTime`
  synchronized void add(String sid, long arrival) {
    if (arrivals.putIfAbsent(sid, arrival) == null) {
      order.add(sid);
    }
    if (order.size() > MAX) {
      arrivals.remove(order.remove());
    }
  }

  /// Whether a request of a session that is over had come before its client's close.
  ///
  /// @param arrival of the request, by `nanoTime`
  public synchronized boolean hasCrossed(String sid, long arrival) {
    Long close = arrivals.get(sid);
    return close != null && arrival - close <= 0;
  }
}
