package com.sup.messenger.websocket.gateway;

import static java.util.Objects.requireNonNull;

import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What a gateway has sent, and how its connections have ended, since its start.
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

  /// How many events have been handed to connections.
  public long deliveries() {
    return deliveries.sum();
  }

  /// How many connections have ended for a reason.
  public long ends(DisconnectReason reason) {
    return requireNonNull(ends.get(reason)).sum();
  }
}
