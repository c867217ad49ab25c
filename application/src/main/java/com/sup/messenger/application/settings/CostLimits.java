package com.sup.messenger.application.settings;

import com.sup.messenger.domain.limit.RateLimit;

/// How much work a user may cause, beside how often; a permit of each limit is 1 KiB.
///
/// @param fanout content and metadata of messages sent, times the members that receive them
/// @param read messages read back: answers to `chat:sync`, and what is sent on return
/// @param stored content and metadata of messages sent, once each
public record CostLimits(RateLimit fanout, RateLimit read, RateLimit stored) {

  private static final int MIB = 1024;

  /// More than a client needs that keeps the other limits and is no machine.
  public static final CostLimits DEFAULT =
      new CostLimits(mebibytes(256, 60), mebibytes(64, 60), mebibytes(1_024, 86_400));

  /// So many MiB in so many seconds.
  ///
  /// @param mebibytes 1 to 1,000,000
  public static RateLimit mebibytes(int mebibytes, int seconds) {
    return RateLimit.of(mebibytes * MIB, seconds);
  }
}
