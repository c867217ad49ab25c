package com.sup.messenger.bootstrap;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sup.messenger.http.ServiceApiListener;
import java.lang.management.ManagementFactory;

/// How many connections the process may hold: Helidon's listener ends for good when a connection
/// finds no file descriptor, so that the listener must be full before the process is.
final class FileLimit {

  /// Left for the JAR files, the log, and connections of the process's own; and for those of
  /// back-ends and of Prometheus, each of whose listeners may be full too.
  private static final long RESERVED = 256 + 2L * ServiceApiListener.MAX_CONNECTIONS;

  private static final int FALLBACK = 10_000;

  private FileLimit() {}

  static int connections() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.clamp(unix.getMaxFileDescriptorCount() - RESERVED, 64, 1_000_000)
        : FALLBACK;
  }
}
