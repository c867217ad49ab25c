package com.sup.messenger.listener.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// The one thread that waits for all connections of a listener at a time.
public final class Reactor implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Reactor.class.getName());
  private static final long PERIOD_MILLIS = 100;

  private final Selector selector;
  private final Runnable periodically;
  private volatile boolean closed;

  /// What hears of a connection. Must not block.
  interface Ready {
    /// A connection can be read or written; it is no longer waited for.
    ///
    /// @param operations of [SelectionKey]
    void ready(int operations);
  }

  private Reactor(Selector selector, Runnable periodically) {
    this.selector = selector;
    this.periodically = periodically;
  }

  /// @param periodically run about ten times a second; must not block
  public static Reactor start(String name, Runnable periodically) {
    try {
      Reactor reactor = new Reactor(Selector.open(), periodically);
      Thread.ofPlatform().daemon().name(name).start(reactor::run);
      return reactor;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A key by which to wait for a connection, in non-blocking mode from now on.
  SelectionKey register(SocketChannel channel, Ready ready) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, 0, ready);
  }

  /// Waits for one more operation; does nothing if the connection is closed.
  void await(SelectionKey key, int operation) {
    try {
      key.interestOpsOr(operation);
      selector.wakeup();
    } catch (CancelledKeyException _) {
      // Its threads see that when they read or write.
    }
  }

  /// Has the operating system close what has been closed here: it does when no key is left.
  void forgetClosed() {
    selector.wakeup();
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }

  private void run() {
    long next = System.nanoTime();
    while (!closed) {
      try {
        selector.select(Reactor::dispatch, PERIOD_MILLIS);
        long now = System.nanoTime();
        if (now - next >= 0) {
          next = now + PERIOD_MILLIS * 1_000_000;
          periodically.run();
        }
      } catch (ClosedSelectorException e) {
        return;
      } catch (IOException | RuntimeException | Error e) {
        // One connection's failure is not to end the wait for all others.
        LOGGER.log(System.Logger.Level.ERROR, "Waiting for connections failed: {0}", e.getClass());
      }
    }
    closeSelector();
  }

  private static void dispatch(SelectionKey key) {
    try {
      int ready = key.readyOps();
      key.interestOpsAnd(~ready);
      ((Ready) key.attachment()).ready(ready);
    } catch (CancelledKeyException _) {
      // Closed meanwhile.
    }
  }

  private void closeSelector() {
    try {
      selector.close();
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Closing a selector failed: {0}", e.getClass());
    }
  }
}
