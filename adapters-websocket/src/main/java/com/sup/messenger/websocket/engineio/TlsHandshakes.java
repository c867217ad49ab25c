package com.sup.messenger.websocket.engineio;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;

/// The TLS handshakes under way on a listener, and its connections after them: how long the former
/// may take, and how many of both there may be. Where there are too many, the handshake that has
/// taken longest makes room for whoever comes; where there is none, whoever comes is cut.
///
/// Helidon 4.2.6 waits for a handshake without end, and one that fails takes up a place of
/// `maxTcpConnections` for ever. So the places are counted here instead.
final class TlsHandshakes {

  private final Duration limit;
  private final int places;
  private final LinkedHashMap<Ends, Handshake> pending = new LinkedHashMap<>();
  private int established;

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
    GuardedSelector.guard(
        listener,
        (selector, context) ->
            new GuardedConnection(selector.connection(context), handshakes.established(context)));
  }

  private synchronized void begin(Socket socket) {
    Ends ends = new Ends(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
    if (pending.size() + established >= places) {
      makeRoom();
    }
    Future<?> cut =
        ForkJoinPool.commonPool().schedule(() -> cut(ends), limit.toMillis(), MILLISECONDS);
    pending.put(ends, new Handshake(socket, cut));
  }

  private void makeRoom() {
    Map.Entry<Ends, Handshake> longest = pending.pollFirstEntry();
    if (longest == null) {
      throw new IllegalStateException("All places are taken");
    }
    longest.getValue().cut().cancel(false);
    SocketCloser.closeSecure(longest.getValue().socket());
  }

  private synchronized void cut(Ends ends) {
    Handshake handshake = pending.remove(ends);
    if (handshake != null) {
      SocketCloser.closeSecure(handshake.socket());
    }
  }

  private synchronized GuardedConnection.Runner established(ConnectionContext context) {
    Handshake handshake =
        pending.remove(new Ends(context.localPeer().address(), context.remotePeer().address()));
    if (handshake != null) {
      handshake.cut().cancel(false);
    }
    established++;
    return work -> {
      try {
        work.run();
      } finally {
        ended();
      }
    };
  }

  private synchronized void ended() {
    established--;
  }

  private record Ends(SocketAddress local, SocketAddress remote) {}

  // The JDK closes the socket of one that fails; it stays here until its limit, or makes room.
  private record Handshake(Socket socket, Future<?> cut) {}
}
