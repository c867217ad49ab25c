package com.sup.messenger.websocket.engineio.session;

/// The heartbeat of one session, in absolute `nanoTime`. Not thread-safe.
///
/// The server pings `interval` after opening and after each pong. The session ends `timeout` after
/// the moment when the ping was due, even if a timer was late.
public final class Heartbeat {
  private final long interval;
  private final long timeout;
  private long pingAt;
  private long deadline;
  private long pingedAt;
  private long answeredPing;
  private boolean pinged;
  private boolean extended;

  Heartbeat(long interval, long timeout, long now) {
    this.interval = interval;
    this.timeout = timeout;
    pingedAt = now;
    answeredPing = now;
    pongReceived(now);
  }

  /// The rest of a heartbeat, independent of a clock.
  public record Remaining(long untilPing, long untilDeadline, boolean pinged, boolean extended) {}

  Remaining remaining(long now) {
    return new Remaining(pingAt - now, deadline - now, pinged, extended);
  }

  /// Continues another heartbeat. The answer to a ping of the other one tells nothing here.
  void resume(Remaining left, long now) {
    pingAt = now + left.untilPing();
    deadline = now + left.untilDeadline();
    pinged = left.pinged();
    pingedAt = answeredPing;
    extended = left.extended();
  }

  boolean isExpired(long now) {
    return now - deadline >= 0;
  }

  /// Returns true if a ping must be sent now, once for each ping.
  boolean takePing(long now) {
    if (pinged || now - pingAt < 0) {
      return false;
    }
    pinged = true;
    pingedAt = now;
    return true;
  }

  /// Makes a ping due now, unless one waits for its answer.
  void hasten(long now) {
    if (!pinged) {
      pingAt = now;
    }
  }

  /// Returns the time of the last ping that was answered; that of the begin if there is none.
  long answeredPing() {
    return answeredPing;
  }

  void pongReceived(long now) {
    answeredPing = pinged ? pingedAt : answeredPing;
    pingAt = now + interval;
    deadline = pingAt + timeout;
    pinged = false;
    extended = false;
  }

  /// Restarts the wait for a pong, once for each ping. Any packet shows that the client lives.
  void packetReceived(long now) {
    if (pinged && !extended) {
      extended = true;
      deadline = now + timeout;
    }
  }

  /// Restarts the wait for a pong, because it may come on the new transport.
  void upgraded(long now) {
    if (pinged) {
      deadline = now + timeout;
    }
  }
}
