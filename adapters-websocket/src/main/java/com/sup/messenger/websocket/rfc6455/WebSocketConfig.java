package com.sup.messenger.websocket.rfc6455;

import java.time.Duration;

/// The limits of a connection.
///
/// @param maxMessageBytes the largest message that a peer may send, over all its fragments
/// @param maxStrangerBytes the same, while its client is not known
/// @param closeTimeout how long a closing handshake may take, from the call that starts it until
/// the
///     peer's answer, before TCP is cut; after a violation, until the close frame is written
public record WebSocketConfig(int maxMessageBytes, int maxStrangerBytes, Duration closeTimeout) {

  /// Refuses limits that are not positive.
  public WebSocketConfig {
    if (maxMessageBytes <= 0 || maxStrangerBytes <= 0) {
      throw new IllegalArgumentException("the longest message must be positive");
    }
    if (!closeTimeout.isPositive()) {
      throw new IllegalArgumentException("closeTimeout must be positive");
    }
  }

  /// A close time-out of 5 seconds.
  public WebSocketConfig(int maxMessageBytes, int maxStrangerBytes) {
    this(maxMessageBytes, maxStrangerBytes, Duration.ofSeconds(5));
  }
}
