package com.sup.messenger.application.port;

import java.time.Duration;

/// Lets something happen later, in this process only: what must happen even if this instance dies
/// does not rely on it alone.
public interface Alarms {

  /// Runs the task once, on a virtual thread of its own, when the time has passed and not before.
  Alarm after(Duration delay, Runnable task);

  /// Something that will happen.
  interface Alarm {

    /// Prevents it where it has not begun; harmless later.
    void cancel();
  }
}
