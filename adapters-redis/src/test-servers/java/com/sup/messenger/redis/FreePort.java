package com.sup.messenger.redis;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for servers that need a port before they start, or start again on the same one.
public final class FreePort {

  /// Below the ports that systems give for any free port (Linux from 32768, RFC 6335 from 49152).
  /// Otherwise another process could get a free port before its use.
  private static final int FIRST = 20_000;

  private static final int END = 32_768;

  /// The ports that were returned, since their servers may listen only later.
  private static final Set<Integer> FOUND = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /// Returns a port that no process listens on. Never returns the same port twice.
  public static int find() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port) && FOUND.add(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
