package com.sup.messenger.listener.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One thread that waits for all connections of a listener at a time.
public final class Reactor implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Reactor.class.getName());
  private static final long PERIOD_MILLIS = 100;

  private final Selector selector;
  private final Runnable periodically;
  private volatile boolean closed;

  /// A listener for the events of one connection. Must not block.
  interface Ready {
    /// Takes note that a connection can be read or written. The wait for it is over.
    ///
    /// @param operations of [SelectionKey]
    void ready(int operations);
  }

  private Reactor(Selector selector, Runnable periodically) {
    this.selector = selector;
    this.periodically = periodically;
  }

  /// Starts the thread.
  ///
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

  /// Returns a key for the waits of a connection, which does not block from now on.
  SelectionKey register(SocketChannel channel, Ready ready) throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, 0, ready);
  }

  /// Waits for one more operation. Does nothing if the connection is closed.
  void await(SelectionKey key, int operation) {
    try {
      key.interestOpsOr(operation);
      selector.wakeup();
    } catch (CancelledKeyException _) {
      // Its threads see the end when they read or write.
    }
  }

  /// Wakes the selector, so that the operating system closes a closed connection. It waits for the
  /// last key.
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
        // The failure of one connection must not end the wait for all others.
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
      // It was closed meanwhile.
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
