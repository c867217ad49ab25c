package com.sup.messenger.bootstrap.tls;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// The TLS of a listener. Reads the certificate again if its files change. A new connection may get
/// the former certificate for up to [#PAUSE]. Existing connections stay open.
///
/// Refuses a pair that is not valid, and logs it once. The two files may therefore be replaced one
/// after the other, in either order.
public final class ReloadingTls implements Supplier<SSLContext>, AutoCloseable {

  /// The time between two checks of the files.
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(ReloadingTls.class.getName());

  private final TlsFiles files;
  private final CountDownLatch closed = new CountDownLatch(1);
  private List<Object> seen = List.of();
  private TlsPair pair;
  private volatile SSLContext context;

  public ReloadingTls(TlsFiles files) {
    this.files = files;
    this.pair = files.pair();
    this.context = pair.context();
  }

  /// Begins to check the files, until this is closed.
  public void start() {
    Thread.ofVirtual().name("tls-reload").start(this::rounds);
  }

  /// Returns the context for the next connection. It is the same object until the files change.
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

  // A failed check must not stop later ones, or the certificate would expire one day.
  private void tryToLook() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The check of TLS_CERT failed: {0}", e.getClass().getName());
    }
  }

  /// Checks the files, and takes their content if it is new and valid.
  public synchronized void look() {
    // Comes before the reading, so that the next check sees a change in between.
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
