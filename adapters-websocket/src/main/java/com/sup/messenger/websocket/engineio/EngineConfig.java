package com.sup.messenger.websocket.engineio;

import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.websocket.engineio.packet.OutboundBudget;
import java.time.Duration;
import java.util.Set;

/// The settings of an Engine.IO server. Immutable, made by [#builder()].
///
/// @param path the path prefix, with a slash at both ends
/// @param pingInterval from opening, or from a pong, to the next ping
/// @param pingTimeout from a ping to the end of a session that does not answer it
/// @param checkInterval the longest time between two checks of a session's deadlines
/// @param maxPayload the longest message or POST body that is accepted, in bytes
/// @param maxStrangerPayload the same, while the client is not
///     [authenticated][EngineSocket#authenticated]
/// @param upgradeTimeout the longest time for a WebSocket to complete the upgrade of a session
/// @param closeTimeout the longest time that a closed session waits for the poll that takes its
///     last packets
/// @param outboxPackets the most packets that may wait for one client
/// @param outboxBytes the most bytes that may wait for one client
/// @param outboxPatience the longest time that more may wait for one client; never more than four
///     times as much
/// @param maxSessions the most sessions that may be open at a time
/// @param maxStrangers the most sessions of one customer (an IPv4 address, or 64 bits of IPv6) that
///     are not [authenticated][EngineSocket#authenticated]. For all customers together it is half
///     of all sessions.
/// @param inbound the bound of the bytes received that sessions hold
/// @param outbound the bound of the bytes to send that sessions hold
/// @param transports the names of the transports that are served
/// @param cors the cross-origin rules
/// @param compressionThreshold the shortest poll reply that is compressed, in bytes
/// @param gate decides if a request may open a session
public record EngineConfig(
    String path,
    Duration pingInterval,
    Duration pingTimeout,
    Duration checkInterval,
    int maxPayload,
    int maxStrangerPayload,
    Duration upgradeTimeout,
    Duration closeTimeout,
    int outboxPackets,
    int outboxBytes,
    Duration outboxPatience,
    int maxSessions,
    int maxStrangers,
    ByteBudget inbound,
    OutboundBudget outbound,
    Set<String> transports,
    Cors cors,
    int compressionThreshold,
    EngineGate gate) {

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException for a value that no server can work with
  public EngineConfig {
    require(path.startsWith("/") && path.endsWith("/"), "path must begin and end with a slash");
    require(pingInterval.isPositive() && pingTimeout.isPositive(), "heartbeat must be positive");
    require(checkInterval.isPositive(), "checkInterval must be positive");
    require(maxPayload > 0 && maxStrangerPayload > 0, "maxPayload must be positive");
    require(
        outboxPackets > 0 && outboxBytes > 0 && maxSessions > 0 && maxStrangers > 0,
        "bounds must be positive");
    require(
        !transports.isEmpty() && Transports.ALL.containsAll(transports),
        "transports: unknown name");
    transports = Set.copyOf(transports);
  }

  /// Returns the defaults of Socket.IO servers.
  public static EngineConfigBuilder builder() {
    return new EngineConfigBuilder();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
