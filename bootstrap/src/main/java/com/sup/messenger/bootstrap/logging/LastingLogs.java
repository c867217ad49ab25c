package com.sup.messenger.bootstrap.logging;

import java.util.logging.LogManager;

/// A log manager that logs until the end of the process. The JDK's own removes the handlers when
/// the shutdown begins, so that lines about the shutdown would be lost.
public final class LastingLogs extends LogManager {

  @Override
  public void reset() {
    // Keeps the handlers.
  }
}
