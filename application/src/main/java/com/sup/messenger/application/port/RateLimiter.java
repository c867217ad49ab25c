package com.sup.messenger.application.port;

import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.RateLimit;
import java.time.Duration;
import java.time.Instant;

/// Counts what each user does, over all instances, in buckets that know nothing of each other.
///
/// A bucket is forgotten when its window has passed without a permit; it is always asked for with
/// the same limit.
public interface RateLimiter {

  /// Takes one permit, as [#tryAcquire(UserId, String, RateLimit, int, Instant)] does.
  default Decision tryAcquire(UserId user, String bucket, RateLimit limit, Instant now) {
    return tryAcquire(user, bucket, limit, 1, now);
  }

  /// Takes permits if the limit has one left, in one atomic step: all of them, also where that is
  /// more than are left. So the cost of work can be counted when it is known.
  ///
  /// The full count can be taken at once. In any stretch of time as long as the window, no more is
  /// taken than the count and what the last taking exceeds it by. A permit may be held back for up
  /// to a hundredth of the window longer, so that a
  /// bucket's size does not grow with its count. A refusal takes nothing.
  ///
  /// @param now the caller's clock; those of the instances differ by milliseconds
  /// @param permits 1 or more
  Decision tryAcquire(UserId user, String bucket, RateLimit limit, int permits, Instant now);

  /// Gives back a permit that was taken at that time; does nothing where there is none.
  void release(UserId user, String bucket, Instant takenAt);

  /// Whether a permit was to be had.
  sealed interface Decision {

    /// There was one, and it is taken.
    record Admitted() implements Decision {}

    /// There was none.
    ///
    /// @param retryAfter more than 0 and at most the window; when that has passed there is a permit
    /// again, unless somebody else takes it
    record Refused(Duration retryAfter) implements Decision {}
  }
}
