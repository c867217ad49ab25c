package com.sup.messenger.application.port.spi;

import java.time.Duration;

/// Hears of each call that an adapter makes to something outside of the process.
public interface OutsideCalls {

  /// Hears nothing.
  OutsideCalls UNHEARD = (_, _) -> {};

  /// A call is over; must be quick, and must not throw.
  ///
  /// @param time how long it took, with the waiting for its turn
  /// @param answered whether it had an answer
  void over(Duration time, boolean answered);
}
