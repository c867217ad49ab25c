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
public record SocketConfig(
    Duration connectTimeout, Duration attachmentTimeout, PacketLimits packets, int namespaces) {

  /// The defaults: the reference server's 45 s for both times, [PacketLimits#DEFAULT], 16
  /// namespaces.
  public static final SocketConfig DEFAULT =
      new SocketConfig(Duration.ofSeconds(45), Duration.ofSeconds(45), PacketLimits.DEFAULT, 16);
}
