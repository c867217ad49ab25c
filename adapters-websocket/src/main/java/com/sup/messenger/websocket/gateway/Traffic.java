package com.sup.messenger.websocket.gateway;

import static java.util.Objects.requireNonNull;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.event.EventName;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.bus.FrameNote.Kind;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.application.trace.FrameTaps;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts the events that a gateway has sent, and the ends of its connections, since its start.
/// Notes the frames of users that an operator traces.
public final class Traffic {

  private final LongAdder deliveries = new LongAdder();
  private final Map<DisconnectReason, LongAdder> ends = new EnumMap<>(DisconnectReason.class);

  private final FrameTaps frames;

  /// @param frames note the frames of traced users
  Traffic(FrameTaps frames) {
    this.frames = frames;
    for (DisconnectReason reason : DisconnectReason.values()) {
      ends.put(reason, new LongAdder());
    }
  }

  void began(Actor actor, String transport) {
    frames.note(actor, Kind.LIFE, "connected", 0, transport);
  }

  void answered(Actor actor, String name, int size, String outcome) {
    frames.note(actor, Kind.HEARD, RateLimits.bucket(name), size, outcome);
  }

  void delivered(Actor actor, ServerEvent event, EncodedEvent encoded) {
    deliveries.increment();
    if (frames.follow(actor.user())) {
      frames.note(actor, Kind.SENT, name(event), encoded.size(), "");
    }
  }

  void ended(Actor actor, DisconnectReason reason) {
    requireNonNull(ends.get(reason)).increment();
    frames.note(actor, Kind.LIFE, "disconnected", 0, name(reason));
  }

  private static String name(ServerEvent event) {
    return event.getClass().getAnnotation(EventName.class).value();
  }

  /// Returns the name of a reason in metrics and traces, such as `slow-consumer`.
  public static String name(DisconnectReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
