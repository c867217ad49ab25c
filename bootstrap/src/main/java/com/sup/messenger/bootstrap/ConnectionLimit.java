package com.sup.messenger.bootstrap;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sup.messenger.http.ServiceApiListener;
import java.lang.management.ManagementFactory;

/// How many connections of clients the process may have: as many as it has file descriptors for,
/// and
/// memory for those that have a request, which take most.
final class ConnectionLimit {

  /// Left for the JAR files, the log, and connections of the process's own; and for those of
  /// back-ends and of Prometheus, each of whose listeners may be full too.
  private static final long RESERVED = 256 + 2L * ServiceApiListener.MAX_CONNECTIONS;

  private static final int FALLBACK = 10_000;

  /// Of the heap, for each.
  private static final int BYTES = 16 * 1024;

  private static final int MAX_SESSIONS = 50_000;

  /// Of the heap, for each.
  private static final int SESSION_BYTES = 8 * 1024;

  private ConnectionLimit() {}

  static int connections() {
    return (int) Math.min(files(), Runtime.getRuntime().maxMemory() / BYTES);
  }

  /// How many sessions there may be: those that poll have a connection only at times.
  static int sessions() {
    return (int) Math.min(MAX_SESSIONS, Runtime.getRuntime().maxMemory() / SESSION_BYTES);
  }

  private static int files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.clamp(unix.getMaxFileDescriptorCount() - RESERVED, 64, 1_000_000)
        : FALLBACK;
  }
}
