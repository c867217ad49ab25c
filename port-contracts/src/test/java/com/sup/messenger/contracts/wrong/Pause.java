package com.sup.messenger.contracts.wrong;

import java.util.concurrent.locks.LockSupport;

/// Waits between two steps that should be one.
final class Pause {

  private Pause() {}

  static void betweenTwoSteps() {
    LockSupport.parkNanos(2_000_000);
  }
}
