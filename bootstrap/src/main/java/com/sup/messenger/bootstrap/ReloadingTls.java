package com.sup.messenger.bootstrap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// The TLS of a listener, whose certificate is read again if its files change: a connection that
/// comes within [#PAUSE] of that may still be shown the former one, and those that stand go on.
///
/// A pair that is not good is told of once and not taken. So the two files may be written one after
/// the other, the key or the certificate first.
final class ReloadingTls implements Supplier<SSLContext>, AutoCloseable {

  /// From one look at the files to the next.
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(ReloadingTls.class.getName());

  private final TlsFiles files;
  private final CountDownLatch closed = new CountDownLatch(1);
  private List<Object> seen = List.of();
  private TlsPair pair;
  private volatile SSLContext context;

  ReloadingTls(TlsFiles files) {
    this.files = files;
    this.pair = files.pair();
    this.context = pair.context();
  }

  /// Looks at the files from now on, until this is closed.
  void start() {
    Thread.ofVirtual().name("tls-reload").start(this::rounds);
  }

  /// The context for the next connection; one object until the files change.
  @Override
  public SSLContext get() {
    return context;
  }

  private void rounds() {
    try {
      while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        tryToLook();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // A fault in one round must not end the others: the certificate would run out one day.
  private void tryToLook() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Looking at TLS_CERT failed: {0}", e.getClass().getName());
    }
  }

  /// Takes what stands in the files, if that is new and good.
  synchronized void look() {
    // Before they are read: a change meanwhile is seen by the next look.
    List<Object> now = files.state();
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    Optional<TlsPair> read = files.read();
    if (read.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "TLS_CERT and TLS_KEY have changed and are no certificate with its key: the former"
              + " ones stay in use");
    } else if (!read.get().equals(pair)) {
      take(read.get());
    }
  }

  private void take(TlsPair next) {
    context = next.context();
    pair = next;
    LOG.log(
        Level.INFO,
        "A new certificate is in use, valid until {0}",
        next.chain().getFirst().getNotAfter().toInstant());
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
