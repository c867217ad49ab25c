package com.sup.messenger.listener;

import com.sup.messenger.listener.wire.Reactor;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.HttpException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Listens on a port, and answers HTTP/1.1 there.
///
/// It has a bound for its [connections][Places], for their [time][Deadlines], and for their
/// [bytes][ByteBudget]. It accepts connections after any failure, also while the process has no
/// file descriptor left.
public final class Listener implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Listener.class.getName());

  /// The longest time for which a peer is read after its last answer.
  static final Duration LINGER = Duration.ofSeconds(1);

  /// The most bytes that are read in that time. A client that has sent more may not see its answer.
  static final int LINGER_BYTES = 256 * 1024;

  private static final int BACKLOG = 4096;

  /// The size of each buffer in the kernel, two for a connection. Without it, a slow reader would
  /// get megabytes.
  private static final int SOCKET_BUFFER = 64 * 1024;

  private static final Duration GRACE = Duration.ofMillis(500);
  private static final Duration STEP = Duration.ofMillis(5);

  private final ListenerSettings settings;
  private final HttpStack http;
  private final ByteBudget budget;
  private final ServerSocketChannel server;
  private final Router router;
  private final ListenerContext context;
  private final Limit unlimited = FixedLimit.create();
  private final Places<TcpConnection> places;
  private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();
  private final Reactor reactor;
  private volatile boolean closing;

  private Listener(
      ListenerSettings settings, HttpStack http, ByteBudget budget, ServerSocketChannel server) {
    this.settings = settings;
    this.http = http;
    this.budget = budget;
    this.server = server;
    this.places = new Places<>(settings.maxConnections());
    this.context = new HelidonContext(http);
    http.routing().addFilter(RequestFilter.FILTER);
    this.router = Router.builder().addRouting(http.routing()).build();
    this.reactor = Reactor.start(settings.name() + "-reactor", this::review);
  }

  /// Opens the port. The listener answers requests when this returns.
  ///
  /// @param budget for the bytes that come in; other listeners may share it
  /// @throws IOException if it cannot listen on that address
  public static Listener open(ListenerSettings settings, HttpStack http, ByteBudget budget)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
      server.bind(settings.address(), BACKLOG);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    Listener listener = new Listener(settings, http, budget, server);
    listener.router.beforeStart();
    Thread.ofPlatform().name(settings.name() + "-listener").start(new Acceptor(listener, server));
    LOGGER.log(
        System.Logger.Level.INFO,
        "Port {0,number,#} of {1} is open for {2}",
        listener.port(),
        settings.address().getAddress().getHostAddress(),
        settings.name());
    return listener;
  }

  /// Returns the port on which it listens.
  ///
  /// @throws IllegalStateException if it does not listen any more
  public int port() {
    try {
      return ((InetSocketAddress) server.getLocalAddress()).getPort();
    } catch (IOException e) {
      throw new IllegalStateException("The listener is closed", e);
    }
  }

  /// Returns the number of connections.
  public int connections() {
    return connections.size();
  }

  /// Accepts no more connections. Gives those with a request half a second for the answer, and then
  /// cuts all that are left.
  @Override
  public void close() {
    closing = true;
    try {
      server.close();
    } catch (IOException e) {
      failed("Closing a listener failed", e);
    }
    long deadline = System.nanoTime() + GRACE.toNanos();
    while (connections.stream().anyMatch(TcpConnection::isAnswering)
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(STEP.toNanos());
    }
    connections.forEach(TcpConnection::cut);
    reactor.close();
    router.afterStop();
    context.executor().shutdown();
  }

  /// Takes a connection that has come. The one that leaves for it, if there is one, is cut.
  void enter(SocketChannel channel) throws IOException {
    TcpConnection connection;
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
      connection = new TcpConnection(this, channel, reactor, budget);
    } catch (IOException | RuntimeException e) {
      // The peer has left already.
      channel.close();
      return;
    }
    connections.add(connection);
    TcpConnection leaves = places.enter(connection);
    connection.open();
    if (leaves != null) {
      leaves.cut();
    }
  }

  private void review() {
    long now = System.nanoTime();
    connections.forEach(connection -> connection.review(now));
  }

  /// Answers the requests of a connection until it ends, or is upgraded.
  void answer(TcpConnection connection) throws InterruptedException {
    try {
      http.http1().connection(connection).handle(unlimited);
    } catch (CloseConnectionException | HttpException e) {
      // Its last request has been answered, or it has no more requests.
    }
  }

  /// Forgets a connection that has ended.
  void left(TcpConnection connection) {
    if (connections.remove(connection)) {
      places.leave(connection);
    }
  }

  /// Logs the kind of a failure. Its message may quote a client.
  void failed(String what, Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    LOGGER.log(
        System.Logger.Level.WARNING,
        "{0} on {1}: {2} at {3}",
        what,
        settings.name(),
        failure.getClass().getName(),
        trace.length == 0 ? "?" : trace[0]);
  }

  String name() {
    return settings.name();
  }

  boolean isClosing() {
    return closing;
  }

  Deadlines deadlines() {
    return settings.deadlines();
  }

  Optional<TlsServer> tls() {
    return settings.tls();
  }

  TrustedProxies proxies() {
    return settings.proxies();
  }

  Places<TcpConnection> places() {
    return places;
  }

  Router router() {
    return router;
  }

  ListenerContext context() {
    return context;
  }
}
