package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.ConnectionState;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.SentLog;
import com.sup.messenger.application.connection.ToldCalls;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.socketio.Socket;
import com.sup.messenger.websocket.socketio.lifecycle.DisconnectReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The connection of a device by a Socket.IO socket.
final class DeviceConnection implements Connection {

  private static final System.Logger LOG = System.getLogger(DeviceConnection.class.getName());

  private static final Arrival NOWHERE = new Arrival.Fresh(Map.of());

  private final Socket socket;
  private final LiveSessions.Hold hold;
  private final ConnectionState state = new ConnectionState();
  private final SentLog sent;
  private final ToldCalls calls = new ToldCalls();
  private final long fence;
  private final EventCodec codec;
  private final InstantSource clock;
  private final Traffic traffic;
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private final Object turn = new Object();
  private Arrival arrival;
  private volatile Actor actor;
  private volatile Instant lastEventAt;
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
    this.socket = socket;
    this.actor = actor;
    this.hold = hold;
    this.arrival = arrival;
    this.fence = arrival.fence();
    this.sent = sent;
    this.codec = codec;
    this.clock = clock;
    this.traffic = traffic;
    this.lastEventAt = clock.instant();
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

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public void identify(Actor refreshed) {
    actor = refreshed;
  }

  @Override
  public Instant lastEventAt() {
    return lastEventAt;
  }

  /// Called when the client has sent an event.
  @SuppressWarnings("NonAtomicVolatileUpdate") // by the connection's thread only
  void touch() {
    stay();
    eventsIn++;
  }

  @Override
  public String recoveryKey() {
    return hold.key();
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public ConnectionState state() {
    return state;
  }

  @Override
  public List<Snapshot.Sent> sent() {
    return sent.entries();
  }

  @Override
  public ToldCalls calls() {
    return calls;
  }

  /// Returns how the device has arrived, and forgets it.
  Arrival takeArrival() {
    Arrival taken = arrival;
    arrival = NOWHERE;
    return taken;
  }

  /// Runs a task of this connection, one at a time. Does nothing after the end.
  void run(Runnable task) {
    synchronized (turn) {
      if (!state.hasEnded()) {
        task.run();
      }
    }
  }

  /// Runs the last task of this connection, once. The task ends the connection.
  void finish(Runnable task) {
    synchronized (turn) {
      if (!state.hasEnded()) {
        try {
          task.run();
        } finally {
          sent.close();
        }
      }
    }
  }

  /// Drops the sent events that the client has certainly received, and notes if it was sent
  /// something.
  void tick(long nanoTime) {
    sent.trim(nanoTime);
    if (eventsOut != eventsOutAtTick) {
      eventsOutAtTick = eventsOut;
      stay();
    }
  }

  @Override
  public void stay() {
    lastEventAt = clock.instant();
  }

  /// Returns its hold on its session.
  LiveSessions.Hold hold() {
    return hold;
  }

  @Override
  public void send(Delivery delivery) {
    try {
      emit(delivery);
    } catch (RuntimeException e) {
      // A sender to many connections must not stop at one, nor for one event.
      LOG.log(System.Logger.Level.ERROR, "An event was not sent: {0}", e.getClass().getName());
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
  private void emit(Delivery delivery) {
    var encoded = delivery.encodedBy(codec);
    // One lock for both, so that the log has the order of the wire.
    synchronized (sent) {
      if (!calls.admits(delivery.event())) {
        return;
      }
      sent.add(delivery, System.nanoTime());
      socket.emit(encoded);
      eventsOut++;
    }
    traffic.delivered();
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
    return "user=%s device=%s connection=%s transport=%s reason=\"%s\" seconds=%d in=%d out=%d"
        .formatted(
            actor.user().value(),
            actor.device().value(),
            id(),
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
