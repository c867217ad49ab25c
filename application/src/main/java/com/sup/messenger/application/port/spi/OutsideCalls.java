package com.sup.messenger.application.port.spi;

import java.time.Duration;

/// Observes the calls that adapters make to systems outside the process.
public interface OutsideCalls {

  /// Ignores every call.
  OutsideCalls UNHEARD = (_, _) -> {};

  /// Records the end of a call. Must be quick, and must not throw.
  ///
  /// @param time the duration of the call, including the time it waited for its turn
  /// @param answered true if the call had an answer
  void over(Duration time, boolean answered);
}
