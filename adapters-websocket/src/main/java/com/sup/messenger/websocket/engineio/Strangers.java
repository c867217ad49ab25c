package com.sup.messenger.websocket.engineio;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Counts the sessions of each address whose clients are not known yet.
///
/// An IPv6 address counts by its first 64 bits, which is what one customer is given at the least
/// (RFC 6177).
final class Strangers {

  private static final int PREFIX = 8;

  private final int limit;
  private final ConcurrentMap<String, Integer> byOrigin = new ConcurrentHashMap<>();

  /// @param limit how many there may be of an address
  Strangers(int limit) {
    this.limit = limit;
  }

  /// Whether no more may come from there.
  boolean areTooMany(String address) {
    return byOrigin.getOrDefault(origin(address), 0) >= limit;
  }

  /// One more; what is returned ends that, the first time that it is run.
  Runnable enter(String address) {
    String origin = origin(address);
    byOrigin.merge(origin, 1, Integer::sum);
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        byOrigin.computeIfPresent(origin, (_, count) -> count == 1 ? null : count - 1);
      }
    };
  }

  private static String origin(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address inet
          ? HexFormat.of().formatHex(Arrays.copyOf(inet.getAddress(), PREFIX))
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
