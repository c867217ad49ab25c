package com.sup.messenger.bootstrap;

import java.util.logging.LogManager;

/// A log manager that logs to the end of the process: the JDK's own takes the handlers away when
/// the end begins, and with them every line about it.
public final class LastingLogs extends LogManager {

  @Override
  public void reset() {
    // Nothing is to be taken away.
  }
}
