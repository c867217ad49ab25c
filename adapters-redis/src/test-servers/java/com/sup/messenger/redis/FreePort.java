package com.sup.messenger.redis;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for servers that must be told their port before they start, or start again on it.
public final class FreePort {

  /// Below those that systems give to whoever asks for any port (Linux from 32768, RFC 6335 from
  /// 49152): what was free a moment ago could otherwise be somebody's when it is used.
  private static final int FIRST = 20_000;

  private static final int END = 32_768;

  private FreePort() {}

  /// One that nobody listens on.
  public static int find() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (isFree(port)) {
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
