package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.SentLog;
import com.sup.messenger.application.gateway.GatewayConnection;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.socketio.Socket;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import com.sup.messenger.websocket.socketio.packet.EncodedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The connection of a device by a Socket.IO socket.
final class DeviceConnection extends GatewayConnection<EncodedEvent> {

  private static final Arrival NOWHERE = new Arrival.Fresh(Map.of());

  private final Socket socket;
  private final LiveSessions.Hold hold;
  private final SentLog sent;
  private final InstantSource clock;
  private final Traffic traffic;
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private Arrival arrival;
  private long eventsOutAtTick;
  private volatile long eventsIn;
  private volatile long eventsOut;

  DeviceConnection(
      Socket socket,
      Actor actor,
      LiveSessions.Hold hold,
      Arrival arrival,
      SentLog sent,
      EventCodec codec,
      InstantSource clock,
      Traffic traffic) {
    super(actor, hold.key(), arrival.fence(), codec, clock);
    this.socket = socket;
    this.hold = hold;
    this.arrival = arrival;
    this.sent = sent;
    this.clock = clock;
    this.traffic = traffic;
  }

  @Override
  public String id() {
    return socket.id();
  }

  @Override
  public String transport() {
    return socket.transport();
  }

  @Override
  public String address() {
    return socket.handshake().request().address();
  }

  @Override
  public Instant connectedAt() {
    return socket.handshake().request().time();
  }

  @Override
  public void cut() {
    socket.closeConnection(CloseReason.TRANSPORT_ERROR);
  }

  /// Called when an event of the client has been answered.
  ///
  /// @param size the characters of its arguments
  /// @param outcome `ok`, or the code of the refusal
  void answered(String name, int size, String outcome) {
    traffic.answered(actor(), name, size, outcome);
  }

  /// Returns the time since the event that is handled now was received, or a little more.
  Duration eventAge() {
    return Duration.ofNanos(System.nanoTime() - socket.receivedAt());
  }

  /// Called when the client has sent an event.
  @SuppressWarnings("NonAtomicVolatileUpdate") // by the connection's thread only
  void touch() {
    stay();
    eventsIn++;
  }

  @Override
  public List<Snapshot.Sent> sent() {
    sent.trim(socket.answeredPing());
    return sent.entries();
  }

  /// Returns how the device has arrived, and forgets it.
  Arrival takeArrival() {
    Arrival taken = arrival;
    arrival = NOWHERE;
    return taken;
  }

  /// Runs the last task of this connection, once. The task ends the connection.
  void finish(Runnable task) {
    run(
        () -> {
          try {
            task.run();
          } finally {
            sent.close();
          }
        });
  }

  /// Drops the sent events that the client has certainly received, and notes if it was sent
  /// something.
  void tick() {
    sent.trim(socket.answeredPing());
    if (eventsOut != eventsOutAtTick) {
      eventsOutAtTick = eventsOut;
      stay();
    }
  }

  /// Returns its hold on its session.
  LiveSessions.Hold hold() {
    return hold;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one at a time
  protected void queue(Delivery delivery, EncodedEvent encoded) {
    // One lock for both: a snapshot has the event, or the event is sent after it.
    synchronized (sent) {
      socket.emit(encoded);
      sent.add(delivery, System.nanoTime());
      eventsOut++;
    }
    traffic.delivered(actor(), delivery.event(), encoded);
  }

  @Override
  public void end(Ending reason) {
    if (ending.compareAndSet(null, reason)) {
      // The application's work at a disconnect may block.
      Thread.startVirtualThread(() -> leave(reason));
    }
  }

  /// Returns one line about the ended connection, for the log.
  String summary(DisconnectReason reason) {
    Ending own = ending.get();
    return ("user=%s device=%s connection=%s address=%s transport=%s"
            + " reason=\"%s\" seconds=%d in=%d out=%d")
        .formatted(
            actor().user().value(),
            actor().device().value(),
            id(),
            address(),
            socket.transport(),
            own == null ? reason.text() : own,
            Duration.between(connectedAt(), clock.instant()).toSeconds(),
            eventsIn,
            eventsOut);
  }

  private void leave(Ending reason) {
    reason.farewell().ifPresent(this::send);
    if (reason.isRecoverable()) {
      socket.closeConnection(CloseReason.AUTHENTICATION_OVER);
    } else {
      socket.disconnect(true);
    }
  }
}
