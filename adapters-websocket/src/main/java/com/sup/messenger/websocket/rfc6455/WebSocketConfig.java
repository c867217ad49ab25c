package com.sup.messenger.websocket.rfc6455;

import java.time.Duration;

/// The limits of a connection.
///
/// @param maxMessageBytes the largest message of a peer, with all its fragments
/// @param maxStrangerBytes the same, while its client is not known
/// @param closeTimeout the longest time of a closing handshake, from its start to the peer's
///     answer, before TCP is cut. After a violation it ends when the close frame is written.
public record WebSocketConfig(int maxMessageBytes, int maxStrangerBytes, Duration closeTimeout) {

  /// Checks that the limits are positive.
  public WebSocketConfig {
    if (maxMessageBytes <= 0 || maxStrangerBytes <= 0) {
      throw new IllegalArgumentException("the longest message must be positive");
    }
    if (!closeTimeout.isPositive()) {
      throw new IllegalArgumentException("closeTimeout must be positive");
    }
  }

  /// Makes limits with a close time-out of 5 seconds.
  public WebSocketConfig(int maxMessageBytes, int maxStrangerBytes) {
    this(maxMessageBytes, maxStrangerBytes, Duration.ofSeconds(5));
  }
}
