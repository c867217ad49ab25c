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

  /// Takes a permit where the limit has one left, in one atomic step.
  ///
  /// The full count can be taken at once, and never more than it in any stretch of time as long as
  /// the window. A permit may be held back for up to a hundredth of the window longer, so that a
  /// bucket's size does not grow with its count. A refusal takes nothing.
  ///
  /// @param now the caller's clock; those of the instances differ by milliseconds
  Decision tryAcquire(UserId user, String bucket, RateLimit limit, Instant now);

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
