package com.sup.messenger.websocket.engineio;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.helidon.webserver.ConnectionContext;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// By when a connection must bring what it owes, or is cut: the head of its first request, each
/// further request with its answer, and the next request after that.
///
/// Helidon's own idle limit ends no connection that is amid a request, however long it says
/// nothing, and Helidon sets no time-out on a socket, neither for what is read nor for what the
/// client does not read. Polls may [take longer][#allow]; WebSockets are [lifted][#lift] out of
/// this: they wait by design, and their session's heartbeat limits them.
public final class RequestDeadline {

  private static final ScopedValue<RequestDeadline> CURRENT = ScopedValue.newInstance();

  private final ConnectionContext connection;
  private final Limits limits;
  private final Owing owing;
  private @Nullable Future<?> cut;

  RequestDeadline(ConnectionContext connection, Limits limits, Owing owing) {
    this.connection = connection;
    this.limits = limits;
    this.owing = owing;
  }

  /// How long a connection may take.
  ///
  /// @param head from its beginning to the end of its first request's head; a TLS handshake has the
  ///     same before that
  /// @param answer from the end of a request's head to the end of its answer
  /// @param next from there to the end of the next request's head
  public record Limits(Duration head, Duration answer, Duration next) {

    /// 10 s, 30 s, and 75 s: balancers keep a connection for 60 s.
    public static final Limits DEFAULT =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(75));
  }

  /// Does the work of the connection.
  void guard(GuardedConnection.Work work) throws InterruptedException {
    owing.opened();
    try {
      owe(limits.head());
      ScopedValue.where(CURRENT, this).call(work::run);
    } finally {
      set(null);
      owing.closed(this);
    }
  }

  /// Answers a request on this thread's connection.
  static void within(Runnable answer) {
    RequestDeadline deadline = CURRENT.get();
    answering();
    try {
      answer.run();
    } finally {
      deadline.owe(deadline.limits.next());
    }
  }

  /// The request that this thread handles may take that long from now on.
  static void allow(Duration time) {
    if (CURRENT.isBound()) {
      CURRENT.get().grant(time);
    }
  }

  /// The request that this thread handles may take as long as any other from now on.
  static void answering() {
    if (CURRENT.isBound()) {
      RequestDeadline deadline = CURRENT.get();
      deadline.grant(deadline.limits.answer());
    }
  }

  /// Whether the client has sent more than the request that this thread has answered.
  static boolean isNextAtHand() {
    return CURRENT.get().connection.dataReader().available() > 0;
  }

  /// What this thread handles may take its time.
  static void lift() {
    if (CURRENT.isBound()) {
      CURRENT.get().grant(null);
    }
  }

  private void owe(Duration time) {
    owing.add(this);
    set(time);
  }

  private void grant(@Nullable Duration time) {
    owing.remove(this);
    set(time);
  }

  private synchronized void set(@Nullable Duration time) {
    if (cut != null) {
      cut.cancel(false);
    }
    cut =
        time == null
            ? null
            : ForkJoinPool.commonPool().schedule(this::cut, time.toMillis(), MILLISECONDS);
  }

  void cut() {
    SocketCloser.close(connection);
  }
}
