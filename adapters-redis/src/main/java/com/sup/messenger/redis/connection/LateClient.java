package com.sup.messenger.redis.connection;

import com.sup.messenger.application.port.UnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisAuthRequiredException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisWrongPasswordException;

/// A client of Redis that may connect later. The service starts without Redis.
final class LateClient implements AutoCloseable {

  private static final Logger LOG = System.getLogger(LateClient.class.getName());
  private static final Duration FIRST_TRY = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Pattern CODE = Pattern.compile("([A-Z]{2,}) ");

  private final RedisUrl url;
  private final CountDownLatch triedOnce = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable RedissonClient client;
  private String told = "";

  private LateClient(RedisUrl url) {
    this.url = url;
  }

  /// Waits for the first try. A thread of its own makes the later ones.
  static LateClient connect(RedisUrl url) {
    LateClient late = new LateClient(url);
    Thread.ofVirtual().name("redis-connect").start(late::tryUntilConnected);
    late.awaitFirstTry();
    return late;
  }

  private void awaitFirstTry() {
    try {
      if (!triedOnce.await(FIRST_TRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "Redis does not answer yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryUntilConnected() {
    try {
      while (!tryToConnect() && !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        triedOnce.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      triedOnce.countDown();
    }
  }

  private boolean tryToConnect() {
    try {
      keep(Redisson.create(RedissonSettings.of(url)));
      LOG.log(Level.INFO, "Connected to Redis at {0}", url);
      return true;
    } catch (RedisException e) {
      tell(reason(e));
      return false;
    }
  }

  // Logs a reason once, and not at each try.
  private void tell(String reason) {
    if (!reason.equals(told)) {
      LOG.log(Level.WARNING, "Redis at {0} cannot be reached: {1}", url, reason);
      told = reason;
    }
  }

  // Only the kind, and the code of an answer: the rest may quote a command.
  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case RedisAuthRequiredException _, RedisWrongPasswordException _ ->
          "it refuses the user or the password";
      case CertPathBuilderException _, CertificateException _ -> "its certificate is not trusted";
      case RedisException answer -> code(answer);
      default -> cause.getClass().getSimpleName();
    };
  }

  private static String code(RedisException answer) {
    Matcher code = CODE.matcher(String.valueOf(answer.getMessage()));
    return code.lookingAt() ? "it answers " + code.group(1) : answer.getClass().getSimpleName();
  }

  private synchronized void keep(RedissonClient connected) {
    client = connected;
    if (closed.getCount() == 0) {
      close();
    }
  }

  synchronized RedissonClient get() {
    if (client == null) {
      throw new UnavailableException("Redis has not been reached yet");
    }
    return client;
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    if (client != null) {
      client.shutdown(0, 2, TimeUnit.SECONDS);
    }
  }
}
