package com.sup.messenger.websocket.socketio;

import com.sup.messenger.websocket.socketio.json.PacketLimits;
import java.time.Duration;

/// The limits of a [SocketServer].
///
/// @param connectTimeout a connection that has been in no namespace for so long is closed
/// @param attachmentTimeout a binary packet must be complete by then, else the connection is closed
/// @param packets what a packet may hold
/// @param namespaces the largest number of namespaces that a connection is in
/// @param pendingAcks the largest number of acknowledgements that one socket is asked for at a time
public record SocketConfig(
    Duration connectTimeout,
    Duration attachmentTimeout,
    PacketLimits packets,
    int namespaces,
    int pendingAcks) {

  /// The reference server's 45 s for both times, [PacketLimits#DEFAULT], 16 namespaces, 1,000
  /// acknowledgements.
  public static final SocketConfig DEFAULT =
      new SocketConfig(
          Duration.ofSeconds(45), Duration.ofSeconds(45), PacketLimits.DEFAULT, 16, 1_000);

  /// The same with another time to connect.
  public SocketConfig withConnectTimeout(Duration timeout) {
    return new SocketConfig(timeout, attachmentTimeout, packets, namespaces, pendingAcks);
  }
}
