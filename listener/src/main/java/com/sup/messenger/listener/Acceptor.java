package com.sup.messenger.listener;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Accepts the connections of a listener, until its channel is closed. A failure does not end it.
///
/// @param listener takes the connections
/// @param server the channel on which they come
record Acceptor(Listener listener, ServerSocketChannel server) implements Runnable {

  private static final Duration PAUSE = Duration.ofMillis(50);

  /// The least time between two complaints in the log.
  private static final Duration SILENCE = Duration.ofMinutes(1);

  @Override
  public void run() {
    long complaint = System.nanoTime();
    while (!listener.isClosing()) {
      try {
        listener.enter(server.accept());
      } catch (IOException | RuntimeException | Error e) {
        if (!server.isOpen()) {
          return;
        }
        // Most likely there is no file descriptor. One may be free soon.
        if (System.nanoTime() - complaint >= 0) {
          listener.failed("Accepting connections fails", e);
          complaint = System.nanoTime() + SILENCE.toNanos();
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
