package com.sup.messenger.application.gateway;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.ConnectionId;
import com.sup.messenger.application.connection.ConnectionState;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Phase;
import com.sup.messenger.application.connection.ToldCalls;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.spi.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The part of a connection that is the same in every gateway: turns, the order of events, the
/// actor and the state. A gateway adds its transport.
///
/// @param <E> an event as the gateway encodes it
public abstract class GatewayConnection<E> implements Connection {

  private static final System.Logger LOG = System.getLogger(GatewayConnection.class.getName());

  private final String key;
  private final long fence;
  private final Delivery.Encoder<E> encoder;
  private final InstantSource clock;
  private final Instant begin;
  private final ConnectionState state = new ConnectionState();
  private final ToldCalls calls = new ToldCalls();
  private final Semaphore turn = new Semaphore(1, true);
  private final Object order = new Object();
  private boolean isLogOver;
  private volatile Actor actor;
  private volatile Instant lastEventAt;

  /// Makes a connection.
  ///
  /// @param key the private key of its session, at least 120 random bits
  /// @param fence the fencing token of its arrival; 0 for a new session
  /// @param encoder the one encoder of the gateway
  protected GatewayConnection(
      Actor actor, String key, long fence, Delivery.Encoder<E> encoder, InstantSource clock) {
    this.actor = actor;
    this.key = key;
    this.fence = fence;
    this.encoder = encoder;
    this.clock = clock;
    this.begin = clock.instant();
    this.lastEventAt = begin;
  }

  /// Runs the arrival on a thread of its own. Every other task waits for its end.
  ///
  /// So the gateway still reads, and knows when an event of the client came.
  public final void begin(Runnable arrival) {
    turn.acquireUninterruptibly();
    Thread.startVirtualThread(() -> inTurn(arrival));
  }

  /// Runs a task of this connection: its arrival, or its end. Tasks run one at a time. Does nothing
  /// after the end.
  public final void run(Runnable task) {
    turn.acquireUninterruptibly();
    inTurn(task);
  }

  /// Runs an event of the client, after the tasks before it. Does nothing if the arrival has
  /// failed, or after the end.
  ///
  /// @return false if it had to wait until its deadline. It is not run then
  final boolean run(Deadline deadline, Runnable event) {
    if (!takeTurn(deadline.remaining())) {
      return false;
    }
    inTurn(
        () -> {
          if (state.phase() == Phase.LIVE) {
            event.run();
          }
        });
    return true;
  }

  private boolean takeTurn(Duration patience) {
    try {
      return turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void inTurn(Runnable task) {
    try {
      if (!state.hasEnded()) {
        task.run();
      }
    } finally {
      turn.release();
    }
  }

  /// Queues an event for the client. Called one at a time, in the order in which the client must
  /// get the events. Must not block.
  protected abstract void queue(Delivery delivery, E encoded);

  @Override
  public final void send(Delivery delivery) {
    try {
      E encoded = delivery.encodedBy(encoder);
      synchronized (order) {
        if (calls.admits(delivery.event())) {
          if (isLogOver) {
            Delivery late = delivery.unnamed();
            queue(late, late.encodedBy(encoder));
          } else {
            queue(delivery, encoded);
          }
        }
      }
    } catch (RuntimeException e) {
      // A sender to many connections must not stop at one, nor for one event.
      LOG.log(System.Logger.Level.ERROR, "An event was not sent: {0}", e.getClass().getName());
    }
  }

  @Override
  public final List<Snapshot.Sent> lastSent() {
    synchronized (order) {
      isLogOver = true;
      return sent();
    }
  }

  @Override
  public String id() {
    return ConnectionId.of(key);
  }

  @Override
  public Instant connectedAt() {
    return begin;
  }

  @Override
  public final String recoveryKey() {
    return key;
  }

  @Override
  public final long fence() {
    return fence;
  }

  @Override
  public final ConnectionState state() {
    return state;
  }

  @Override
  public final ToldCalls calls() {
    return calls;
  }

  @Override
  public final Actor actor() {
    return actor;
  }

  @Override
  public final void identify(Actor refreshed) {
    actor = refreshed;
  }

  @Override
  public final Instant lastEventAt() {
    return lastEventAt;
  }

  @Override
  public final void stay() {
    lastEventAt = clock.instant();
  }
}
