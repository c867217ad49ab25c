package com.sup.messenger.websocket.engineio;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The TLS handshakes under way on a listener, and its connections after them: how long the former
/// may take, and how many of both there may be.
///
/// Helidon 4.2.6 waits for a handshake without end, and one that fails takes up a place of
/// `maxTcpConnections` for ever. So the places are counted here instead; whoever finds none is cut
/// at once, but for a handshake that is under way, which makes room.
final class TlsHandshakes {

  private final Duration limit;
  private final int places;
  private final Map<Ends, Handshake> pending = Collections.synchronizedMap(new LinkedHashMap<>());
  private final AtomicInteger established = new AtomicInteger();

  private TlsHandshakes(Duration limit, int places) {
    this.limit = limit;
    this.places = places;
  }

  /// Holds the handshakes of a listener to a limit, and takes its bound of connections over; to be
  /// called when it has its connection selectors, its options, and that bound.
  static void guard(ListenerConfig.BuilderBase<?, ?> listener, Duration limit) {
    int bound = listener.maxTcpConnections();
    TlsHandshakes handshakes = new TlsHandshakes(limit, bound < 0 ? Integer.MAX_VALUE : bound);
    listener.maxTcpConnections(-1);
    listener.connectionOptions(
        new AcceptingOptions(
            listener.connectionOptions().orElseGet(SocketOptions::create), handshakes::begin));
    GuardedSelector.guard(listener, handshakes::end);
  }

  // On the listener's thread, so that no two take the last place.
  private void begin(Socket socket) {
    if (isFull()) {
      pending.values().removeIf(Handshake::hasFailed);
    }
    if (isFull()) {
      longest().ifPresent(this::cut);
    }
    if (isFull()) {
      throw new IllegalStateException("All places are taken");
    }
    Ends ends = new Ends(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
    Future<?> cut =
        ForkJoinPool.commonPool().schedule(() -> cut(ends), limit.toMillis(), MILLISECONDS);
    pending.put(ends, new Handshake(socket, cut));
  }

  /// Makes room, so that clients that never end theirs keep nobody out.
  private Optional<Ends> longest() {
    synchronized (pending) {
      return pending.keySet().stream().findFirst();
    }
  }

  private boolean isFull() {
    return pending.size() + established.get() >= places;
  }

  private void cut(Ends ends) {
    Handshake handshake = pending.remove(ends);
    if (handshake != null) {
      handshake.cut().cancel(false);
      SocketCloser.closeSecure(handshake.socket());
    }
  }

  private GuardedConnection.Runner end(ConnectionContext context) {
    Handshake handshake =
        pending.remove(new Ends(context.localPeer().address(), context.remotePeer().address()));
    if (handshake != null) {
      handshake.cut().cancel(false);
    }
    established.incrementAndGet();
    return work -> {
      try {
        work.run();
      } finally {
        established.decrementAndGet();
      }
    };
  }

  private record Ends(SocketAddress local, SocketAddress remote) {}

  private record Handshake(Socket socket, Future<?> cut) {

    // The JDK closes the socket of a handshake that fails.
    boolean hasFailed() {
      return socket.isClosed() && cut.cancel(false);
    }
  }
}
