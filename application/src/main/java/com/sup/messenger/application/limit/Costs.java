package com.sup.messenger.application.limit;

import com.sup.messenger.application.port.RateLimiter;
import com.sup.messenger.application.port.RateLimiter.Decision;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.settings.CostLimits;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Limits the cost of each user's work.
///
/// A user pays for work afterwards, when its cost is known: it becomes a debt, which is paid before
/// the next work of that kind. A debt below a hundredth of the limit is not collected. So cheap
/// work needs no call of the limiter. An instance may thus admit one event and a hundredth of the
/// limit too much.
///
/// Debts are kept in the instance, even after their users have gone: at most 50,000, of about 170
/// bytes. At the bound, the least recently used debt is forgiven.
public final class Costs {

  private static final int MAX_DEBTS = 50_000;
  private static final int GRAINS = 100;
  private static final int PERMIT = 1024;

  /// The kinds of work that a user pays for.
  public enum Kind {
    FANOUT,
    READ,
    STORED
  }

  private record Key(UserId user, Kind kind) {}

  private final RateLimiter limiter;
  private final CostLimits limits;
  private final InstantSource clock;
  private final int maxDebts;
  private final SequencedMap<Key, Long> debts = new LinkedHashMap<>(16, 0.75f, true);

  public Costs(RateLimiter limiter, CostLimits limits, InstantSource clock) {
    this(limiter, limits, clock, MAX_DEBTS);
  }

  public Costs(RateLimiter limiter, CostLimits limits, InstantSource clock, int maxDebts) {
    this.limiter = limiter;
    this.limits = limits;
    this.clock = clock;
    this.maxDebts = maxDebts;
  }

  /// Requires that the user has paid for earlier work of a kind.
  ///
  /// @throws RefusedException `RATE_LIMIT_EXCEEDED` if the limit is spent
  /// @throws UnavailableException if the limiter does not answer
  public void require(UserId user, Kind kind) {
    pay(user, kind)
        .ifPresent(
            wait -> {
              throw RefusedException.tooCostly(wait);
            });
  }

  /// Returns true if the user has paid for earlier work of a kind.
  ///
  /// @throws UnavailableException if the limiter does not answer
  public boolean admits(UserId user, Kind kind) {
    return pay(user, kind).isEmpty();
  }

  /// Adds the cost of work that has been done to the user's debt.
  public synchronized void owe(UserId user, Kind kind, long bytes) {
    if (bytes <= 0 || of(kind).isUnlimited()) {
      return;
    }
    debts.merge(new Key(user, kind), bytes, Long::sum);
    if (debts.size() > maxDebts) {
      debts.pollFirstEntry();
    }
  }

  private Optional<Duration> pay(UserId user, Kind kind) {
    long bytes = take(user, kind);
    if (bytes == 0) {
      return Optional.empty();
    }
    int permits = (int) Math.min(Integer.MAX_VALUE, (bytes + PERMIT - 1) / PERMIT);
    try {
      Decision decision =
          limiter.tryAcquire(user, bucket(kind), of(kind), permits, clock.instant());
      if (decision instanceof Decision.Refused(var retryAfter)) {
        owe(user, kind, bytes);
        return Optional.of(retryAfter);
      }
      return Optional.empty();
    } catch (UnavailableException e) {
      owe(user, kind, bytes);
      throw e;
    }
  }

  /// Removes and returns the debt if it is large enough to collect; else returns 0.
  private synchronized long take(UserId user, Kind kind) {
    Key key = new Key(user, kind);
    Long owed = debts.get(key);
    if (owed == null || owed < (long) of(kind).count() * PERMIT / GRAINS) {
      return 0;
    }
    debts.remove(key);
    return owed;
  }

  private RateLimit of(Kind kind) {
    return switch (kind) {
      case FANOUT -> limits.fanout();
      case READ -> limits.read();
      case STORED -> limits.stored();
    };
  }

  private static String bucket(Kind kind) {
    return switch (kind) {
      case FANOUT -> "cost:fanout";
      case READ -> "cost:read";
      case STORED -> "cost:stored";
    };
  }
}
