package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.bus.Envelope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection of a device, as the use cases see it. The gateway implements it.
///
/// A connection equals only itself. It is safe for use by many threads.
public interface Connection {

  /// Returns the public id of the connection.
  String id();

  /// Returns the transport in use now: `polling`, `websocket`, or that of another gateway.
  String transport();

  /// Returns the address of the client, or null if unknown.
  @Nullable String address();

  /// Returns the time of the connection's begin.
  Instant connectedAt();

  /// Returns the private key of the session, by which the client may resume it.
  String recoveryKey();

  /// Returns the fencing token of the session at the time when this connection began.
  long fence();

  /// Returns the state that the use cases keep for the connection, always the same object.
  ConnectionState state();

  /// Returns the events that the client may not have received. Empty if the session cannot be
  /// resumed.
  List<Snapshot.Sent> sent();

  /// Returns the same at the end of the connection. An event that is sent later is not among them:
  /// so it has no offset, and the client does not name it when it returns.
  List<Snapshot.Sent> lastSent();

  /// Returns the calls of which the client has been told. [#send] sends nothing that they do not
  /// [admit][ToldCalls#admits].
  ToldCalls calls();

  /// Returns the user and device of the connection.
  Actor actor();

  /// Returns the mark of signals that this connection causes.
  default Envelope.Origin origin() {
    return new Envelope.Origin(actor().user(), id());
  }

  /// Returns true if the mark is that of this connection. A missing mark is of no connection.
  default boolean isBehind(Envelope.@Nullable Origin origin) {
    return origin != null
        && origin.connectionId().equals(id())
        && origin.user().equals(actor().user());
  }

  /// Replaces the actor by that of a new token. User and device stay the same.
  void identify(Actor actor);

  /// Returns the time of the last event from or to the client, to about a second. At first it is
  /// the time of connecting.
  Instant lastEventAt();

  /// Counts as an event, so that the connection is not idle.
  void stay();

  /// Queues an event for the client, after the events queued before. Never blocks, never throws.
  void send(Delivery delivery);

  /// Queues an event for this connection alone.
  default void send(ServerEvent event) {
    send(new Delivery(event));
  }

  /// Closes the connection, since its client has returned elsewhere. The session is kept for that.
  /// Never blocks.
  void cut();

  /// Ends the connection, once, after the queued events and the [farewell][Ending#farewell()].
  /// Never blocks.
  void end(Ending ending);
}
