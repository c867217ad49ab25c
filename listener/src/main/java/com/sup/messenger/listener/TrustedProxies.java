package com.sup.messenger.listener;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The proxies that may name the client of a connection.
///
/// @param blocks their addresses
public record TrustedProxies(List<AddressBlock> blocks) {

  /// Trusts no proxy.
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /// The most addresses that are read from one request.
  private static final int MAX_HOPS = 32;

  public TrustedProxies {
    blocks = List.copyOf(blocks);
  }

  /// Returns true if a trusted proxy has the address.
  public boolean contains(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /// Returns the address of the client of a request.
  ///
  /// Each proxy adds the address of its peer at the end of `X-Forwarded-For`. So the client's is
  /// the last address that is not a trusted proxy's. Any client can forge the addresses before it.
  ///
  /// @param peer the other end of the connection
  /// @param forwardedFor the values of `X-Forwarded-For`, in their order
  public InetAddress client(InetAddress peer, List<String> forwardedFor) {
    if (!contains(peer)) {
      return peer;
    }
    List<String> hops =
        forwardedFor.stream()
            .flatMap(value -> Arrays.stream(value.split(",", MAX_HOPS + 1)))
            .map(String::strip)
            .toList();
    InetAddress client = peer;
    for (String hop : hops.reversed().subList(0, Math.min(hops.size(), MAX_HOPS))) {
      Optional<InetAddress> address = address(hop);
      if (address.isEmpty()) {
        return client;
      }
      client = address.get();
      if (!contains(client)) {
        return client;
      }
    }
    return client;
  }

  // Some proxies add a port, and then write IPv6 in brackets.
  private static Optional<InetAddress> address(String hop) {
    try {
      String bare = hop;
      if (hop.startsWith("[")) {
        bare = hop.substring(1, Math.max(1, hop.indexOf(']')));
      } else if (hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') > 0) {
        bare = hop.substring(0, hop.indexOf(':'));
      }
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
