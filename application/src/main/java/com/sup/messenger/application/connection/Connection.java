package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Envelope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connected device, as the use cases reach it; implemented by the gateway.
///
/// Equal only to itself. Safe for use by many threads.
public interface Connection {

  /// The public id of the connection.
  String id();

  /// The transport in use now: `polling` or `websocket`.
  String transport();

  /// Where the client connects from, where that is known.
  @Nullable String address();

  /// When it connected.
  Instant connectedAt();

  /// The private key under which the client may come back to this session.
  String recoveryKey();

  /// How often the session had been claimed when this connection came in.
  long fence();

  /// What the client was sent and may not have received; empty where it cannot come back.
  List<Snapshot.Sent> sent();

  /// Who is connected.
  Actor actor();

  /// The mark of what comes from here.
  default Envelope.Origin origin() {
    return new Envelope.Origin(actor().user(), id());
  }

  /// Whether what has this mark comes from here; nothing does that has none.
  default boolean isBehind(Envelope.@Nullable Origin origin) {
    return origin != null
        && origin.connectionId().equals(id())
        && origin.user().equals(actor().user());
  }

  /// Puts what a new token says in the place of what the one before said; user and device stay.
  void identify(Actor actor);

  /// When an event last came from the client or was sent to it, to about a second; at first, when
  /// it connected.
  Instant lastEventAt();

  /// Counts as an event: the connection is not idle.
  void stay();

  /// Queues an event for the device, after those queued before; never blocks, never throws.
  void send(Delivery delivery);

  /// Queues an event for this device alone.
  default void send(ServerEvent event) {
    send(new Delivery(event));
  }

  /// Cuts the connection, whose client has come back elsewhere: its session is kept for that.
  /// Never blocks.
  void cut();

  /// Ends the connection, once, after what is queued and the [farewell][Ending#farewell()]; never
  /// blocks.
  void end(Ending ending);
}
