package com.sup.messenger.websocket.engineio.session;

/// The heartbeat of one session, in absolute `nanoTime`; not thread-safe.
///
/// The server pings `interval` after opening and after each pong, and the session ends `timeout`
/// after the moment when the ping was due, whether or not a timer fired in time.
public final class Heartbeat {
  private final long interval;
  private final long timeout;
  private long pingAt;
  private long deadline;
  private boolean pinged;
  private boolean extended;

  Heartbeat(long interval, long timeout, long now) {
    this.interval = interval;
    this.timeout = timeout;
    pongReceived(now);
  }

  /// What is left of a heartbeat, on whichever clock.
  public record Remaining(long untilPing, long untilDeadline, boolean pinged, boolean extended) {}

  Remaining remaining(long now) {
    return new Remaining(pingAt - now, deadline - now, pinged, extended);
  }

  /// Goes on as another one would have.
  void resume(Remaining left, long now) {
    pingAt = now + left.untilPing();
    deadline = now + left.untilDeadline();
    pinged = left.pinged();
    extended = left.extended();
  }

  boolean isExpired(long now) {
    return now - deadline >= 0;
  }

  /// Whether a ping must be sent now; true once a ping.
  boolean takePing(long now) {
    if (pinged || now - pingAt < 0) {
      return false;
    }
    pinged = true;
    return true;
  }

  void pongReceived(long now) {
    pingAt = now + interval;
    deadline = pingAt + timeout;
    pinged = false;
    extended = false;
  }

  /// Any other packet shows that the client lives: it restarts the wait for a pong, once a ping.
  void packetReceived(long now) {
    if (pinged && !extended) {
      extended = true;
      deadline = now + timeout;
    }
  }

  /// The pong may now come on the new transport: the wait for it restarts.
  void upgraded(long now) {
    if (pinged) {
      deadline = now + timeout;
    }
  }
}
