package com.sup.messenger.listener;

import java.net.InetSocketAddress;
import java.util.Optional;

/// What a [Listener] bears.
///
/// @param name for its threads
/// @param address where it listens; port 0 is any free one
/// @param maxConnections how many connections there may be
/// @param deadlines how long they may take
/// @param tls TLS, if it is spoken
/// @param proxies which proxies are believed
public record ListenerSettings(
    String name,
    InetSocketAddress address,
    int maxConnections,
    Deadlines deadlines,
    Optional<TlsServer> tls,
    TrustedProxies proxies) {

  /// @throws IllegalArgumentException if no connection may be there
  public ListenerSettings {
    if (maxConnections <= 0) {
      throw new IllegalArgumentException("maxConnections must be positive");
    }
  }
}
