package com.sup.messenger.websocket.socketio;

import com.sup.messenger.websocket.socketio.json.PacketLimits;
import java.time.Duration;

/// The limits of a [SocketServer].
///
/// @param connectTimeout the longest time that a connection may be in no namespace, before it is
///     closed
/// @param attachmentTimeout the longest time for a binary packet to be complete, before the
///     connection is closed
/// @param packets the limits of a packet
/// @param namespaces the most namespaces that a connection may be in
/// @param pendingAcks the most acknowledgements that one socket may owe at a time
public record SocketConfig(
    Duration connectTimeout,
    Duration attachmentTimeout,
    PacketLimits packets,
    int namespaces,
    int pendingAcks) {

  /// The defaults: the reference server's 45 s for both times, [PacketLimits#DEFAULT], 16
  /// namespaces, 1,000 acknowledgements.
  public static final SocketConfig DEFAULT =
      new SocketConfig(
          Duration.ofSeconds(45), Duration.ofSeconds(45), PacketLimits.DEFAULT, 16, 1_000);

  /// Returns the same limits with another time to connect.
  public SocketConfig withConnectTimeout(Duration timeout) {
    return new SocketConfig(timeout, attachmentTimeout, packets, namespaces, pendingAcks);
  }
}
