package com.sup.messenger.listener;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The proxies that are believed when they say for which client they speak.
///
/// @param blocks where they are
public record TrustedProxies(List<AddressBlock> blocks) {

  /// No proxy is believed.
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  /// More addresses than that in one request are not looked at.
  private static final int MAX_HOPS = 32;

  public TrustedProxies {
    blocks = List.copyOf(blocks);
  }

  /// Whether an address is that of such a proxy.
  public boolean contains(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /// The address of the client of a request.
  ///
  /// Each proxy adds the address of its peer at the end of `X-Forwarded-For`. So the last address
  /// that is not a trusted proxy's is the client's; what stands before it anybody can write.
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

  // Some proxies add a port, and write IPv6 in brackets then.
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
