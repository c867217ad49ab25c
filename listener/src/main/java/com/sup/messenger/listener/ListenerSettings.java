package com.sup.messenger.listener;

import java.net.InetSocketAddress;
import java.util.Optional;

/// The address and the bounds of a [Listener].
///
/// @param name the name of its threads
/// @param address port 0 is any free one
/// @param maxConnections the most connections at a time, more than 0
/// @param deadlines the longest times of a connection
/// @param tls empty for a listener without TLS
/// @param proxies the proxies that may name the client's address
public record ListenerSettings(
    String name,
    InetSocketAddress address,
    int maxConnections,
    Deadlines deadlines,
    Optional<TlsServer> tls,
    TrustedProxies proxies) {

  /// @throws IllegalArgumentException if `maxConnections` is not positive
  public ListenerSettings {
    if (maxConnections <= 0) {
      throw new IllegalArgumentException("maxConnections must be positive");
    }
  }
}
