package com.sup.messenger.application.port;

import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Counts the permits that users take, over all instances, in independent buckets.
///
/// A bucket is forgotten after a window without a new permit. Callers always name the same limit
/// for the same bucket.
public interface RateLimiter {

  /// Takes one permit, as [#tryAcquire(UserId, String, RateLimit, int, Instant)] does.
  default Decision tryAcquire(UserId user, String bucket, RateLimit limit, Instant now) {
    return tryAcquire(user, bucket, limit, 1, now);
  }

  /// Takes permits if at least one is left, in one atomic step.
  ///
  /// All are taken, even if fewer are left. So a caller can pay for work when its cost is known. A
  /// refusal takes nothing.
  ///
  /// A user can take the full count at once. In any period as long as the window, the permits taken
  /// are at most the count and the excess of the last call. A permit may come back late, by
  /// [RateLimit#slack] at most. So the size of a bucket does not grow with its count.
  ///
  /// @param permits 1 or more
  /// @param now the caller's clock; the clocks of the instances differ by milliseconds
  Decision tryAcquire(UserId user, String bucket, RateLimit limit, int permits, Instant now);

  /// Takes one permit of each bucket of a user if each has one left, in one atomic step. Otherwise
  /// it takes none, and makes no bucket.
  ///
  /// @param limits the limit of each bucket
  /// @return the refusal of each bucket without a permit; empty if the permits were taken
  Map<String, Decision.Refused> tryAcquireEach(
      UserId user, Map<String, RateLimit> limits, Instant now);

  /// Gives back a permit. Does nothing if there is no such permit.
  ///
  /// @param takenAt the time at which the permit was taken
  void release(UserId user, String bucket, Instant takenAt);

  /// The answer to a request for permits.
  sealed interface Decision {

    /// The permits were taken.
    record Admitted() implements Decision {}

    /// No permit was left.
    ///
    /// @param retryAfter the time until a permit is free again, if nobody takes it first; more than
    ///     0 and at most the window
    record Refused(Duration retryAfter) implements Decision {}
  }
}
