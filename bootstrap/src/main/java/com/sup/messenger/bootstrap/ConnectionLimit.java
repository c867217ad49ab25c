package com.sup.messenger.bootstrap;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sup.messenger.http.ServiceApiListener;
import java.lang.management.ManagementFactory;

/// The limit on client connections of the process. File descriptors bound it, and so does memory
/// for connections with a request, which take most.
final class ConnectionLimit {

  /// File descriptors for JAR files, the log and own connections, and for two full listeners: those
  /// of back-ends and of Prometheus.
  private static final long RESERVED = 256 + 2L * ServiceApiListener.MAX_CONNECTIONS;

  private static final int FALLBACK = 10_000;

  /// Bytes of the heap for each connection.
  private static final int BYTES = 16 * 1024;

  private static final int MAX_SESSIONS = 50_000;

  /// Bytes of the heap for each session.
  private static final int SESSION_BYTES = 8 * 1024;

  private ConnectionLimit() {}

  static int connections() {
    return (int) Math.min(files(), Runtime.getRuntime().maxMemory() / BYTES);
  }

  /// Returns the limit on sessions. A session that polls has a connection only at times.
  static int sessions() {
    return (int) Math.min(MAX_SESSIONS, Runtime.getRuntime().maxMemory() / SESSION_BYTES);
  }

  private static int files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.clamp(unix.getMaxFileDescriptorCount() - RESERVED, 64, 1_000_000)
        : FALLBACK;
  }
}
