package com.sup.messenger.application.settings;

import com.sup.messenger.domain.limit.RateLimit;

/// The limits of work that a user may cause, beside the limits of frequency. A permit is 1 KiB.
///
/// @param fanout content and metadata of the messages and chat signals sent, times their receivers
/// @param read messages read back: the answers to `chat:sync`, and the messages of a catch-up
/// @param stored content and metadata of the messages sent, once each
public record CostLimits(RateLimit fanout, RateLimit read, RateLimit stored) {

  private static final int MIB = 1024;

  /// The default limits. A person's client that keeps the other limits stays below them.
  public static final CostLimits DEFAULT =
      new CostLimits(mebibytes(256, 60), mebibytes(64, 60), mebibytes(1_024, 86_400));

  /// Returns a limit of a number of MiB in a number of seconds.
  ///
  /// @param mebibytes 1 to 1,000,000
  public static RateLimit mebibytes(int mebibytes, int seconds) {
    return RateLimit.of(mebibytes * MIB, seconds);
  }
}
