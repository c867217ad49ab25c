package com.sup.messenger.websocket.engineio;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// By when a connection must bring what it owes, or is cut: its TLS handshake, the head of its
/// first
/// request, each further request with its answer, and the next request after that.
///
/// Helidon's own idle limit ends no connection that is amid a request, however long it says
/// nothing, and Helidon sets no read time-out on a socket. Engine.IO's requests are [lifted][#lift]
/// out of this: they wait by design, and their session's heartbeat limits them.
public final class RequestDeadline {

  private static final ScopedValue<RequestDeadline> CURRENT = ScopedValue.newInstance();

  private final ConnectionContext connection;
  private @Nullable Future<?> cut;

  private RequestDeadline(ConnectionContext connection) {
    this.connection = connection;
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

  /// Holds the connections of a listener to the limits; to be called when routes have not been
  /// added,
  /// and all else is set. With TLS, whoever finds the listener full is cut at once, and without it
  /// waits.
  public static void guard(
      ListenerConfig.BuilderBase<?, ?> listener, HttpRouting.Builder routing, Limits limits) {
    GuardedSelector.guard(listener, connection -> begin(connection, limits));
    if (listener.tls().filter(Tls::enabled).isPresent()) {
      TlsHandshakes.guard(listener, limits.head());
    }
    routing.addFilter(
        (chain, request, response) -> {
          RequestDeadline deadline = CURRENT.get();
          deadline.set(limits.answer());
          try {
            chain.proceed();
          } finally {
            deadline.set(limits.next());
          }
          // RFC 9112 section 9.6: Helidon says so in its answer, and waits for the next one.
          if (response.isSent()
              && (request.headers().contains(HeaderValues.CONNECTION_CLOSE)
                  || response.headers().contains(HeaderValues.CONNECTION_CLOSE))) {
            throw new CloseConnectionException("The request was the last");
          }
        });
  }

  private static GuardedConnection.Runner begin(ConnectionContext connection, Limits limits) {
    RequestDeadline deadline = new RequestDeadline(connection);
    deadline.set(limits.head());
    return work -> {
      try {
        ScopedValue.where(CURRENT, deadline).call(work::run);
      } finally {
        deadline.set(null);
      }
    };
  }

  /// The request that this thread handles may take its time.
  static void lift() {
    if (CURRENT.isBound()) {
      CURRENT.get().set(null);
    }
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

  private void cut() {
    SocketCloser.close(connection);
  }
}
