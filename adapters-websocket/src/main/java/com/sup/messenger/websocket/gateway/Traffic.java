package com.sup.messenger.websocket.gateway;

import static java.util.Objects.requireNonNull;

import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts the events that a gateway has sent, and the ends of its connections, since its start.
public final class Traffic {

  private final LongAdder deliveries = new LongAdder();
  private final Map<DisconnectReason, LongAdder> ends = new EnumMap<>(DisconnectReason.class);

  Traffic() {
    for (DisconnectReason reason : DisconnectReason.values()) {
      ends.put(reason, new LongAdder());
    }
  }

  void delivered() {
    deliveries.increment();
  }

  void ended(DisconnectReason reason) {
    requireNonNull(ends.get(reason)).increment();
  }

  /// Returns the number of events that were handed to connections.
  public long deliveries() {
    return deliveries.sum();
  }

  /// Returns the number of connections that have ended for a reason.
  public long ends(DisconnectReason reason) {
    return requireNonNull(ends.get(reason)).sum();
  }
}
