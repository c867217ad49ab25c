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
  public static Builder builder() {
    return new Builder();
  }

  /// Returns a builder with the same settings.
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.path = path;
    builder.pingInterval = pingInterval;
    builder.pingTimeout = pingTimeout;
    builder.checkInterval = checkInterval;
    builder.maxPayload = maxPayload;
    builder.maxStrangerPayload = maxStrangerPayload;
    builder.upgradeTimeout = upgradeTimeout;
    builder.closeTimeout = closeTimeout;
    builder.outboxPackets = outboxPackets;
    builder.outboxBytes = outboxBytes;
    builder.outboxPatience = outboxPatience;
    builder.maxSessions = maxSessions;
    builder.maxStrangers = maxStrangers;
    builder.inbound = inbound;
    builder.outbound = outbound;
    builder.transports = transports;
    builder.cors = cors;
    builder.compressionThreshold = compressionThreshold;
    builder.gate = gate;
    return builder;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /// Makes an [EngineConfig].
  public static final class Builder {
    private String path = "/socket.io/";
    private Duration pingInterval = Duration.ofSeconds(25);
    private Duration pingTimeout = Duration.ofSeconds(20);
    private Duration checkInterval = Duration.ofSeconds(30);
    private int maxPayload = 1_000_000;
    private int maxStrangerPayload = 1_000_000;
    private Duration upgradeTimeout = Duration.ofSeconds(10);
    private Duration closeTimeout = Duration.ofSeconds(30);
    private int outboxPackets = 4096;
    private int outboxBytes = 4 * 1024 * 1024;
    private Duration outboxPatience = Duration.ofSeconds(10);
    private int maxSessions = 50_000;
    private int maxStrangers = 5_000;
    private ByteBudget inbound = ByteBudget.ofHeap(8);
    private OutboundBudget outbound = OutboundBudget.ofHeap(8);
    private Set<String> transports = Transports.ALL;
    private Cors cors = Cors.off();
    private int compressionThreshold = 1024;
    private EngineGate gate = EngineGate.OPEN;

    private Builder() {}

    public Builder path(String path) {
      this.path = path;
      return this;
    }

    public Builder pingInterval(Duration pingInterval) {
      this.pingInterval = pingInterval;
      return this;
    }

    public Builder pingTimeout(Duration pingTimeout) {
      this.pingTimeout = pingTimeout;
      return this;
    }

    public Builder checkInterval(Duration checkInterval) {
      this.checkInterval = checkInterval;
      return this;
    }

    public Builder maxPayload(int bytes) {
      this.maxPayload = bytes;
      return this;
    }

    public Builder maxStrangerPayload(int bytes) {
      this.maxStrangerPayload = bytes;
      return this;
    }

    public Builder upgradeTimeout(Duration upgradeTimeout) {
      this.upgradeTimeout = upgradeTimeout;
      return this;
    }

    public Builder closeTimeout(Duration closeTimeout) {
      this.closeTimeout = closeTimeout;
      return this;
    }

    public Builder outbox(int packets, int bytes) {
      this.outboxPackets = packets;
      this.outboxBytes = bytes;
      return this;
    }

    public Builder outboxPatience(Duration patience) {
      this.outboxPatience = patience;
      return this;
    }

    public Builder maxSessions(int sessions) {
      this.maxSessions = sessions;
      return this;
    }

    public Builder maxStrangers(int sessions) {
      this.maxStrangers = sessions;
      return this;
    }

    /// Sets the bounds for all sessions together.
    ///
    /// @param inbound of the bytes received
    /// @param outbound of the bytes to send
    public Builder budgets(ByteBudget inbound, OutboundBudget outbound) {
      this.inbound = inbound;
      this.outbound = outbound;
      return this;
    }

    public Builder transports(Set<String> names) {
      this.transports = names;
      return this;
    }

    public Builder cors(Cors cors) {
      this.cors = cors;
      return this;
    }

    public Builder compressionThreshold(int bytes) {
      this.compressionThreshold = bytes;
      return this;
    }

    public Builder gate(EngineGate gate) {
      this.gate = gate;
      return this;
    }

    /// Makes the settings.
    ///
    /// @throws IllegalArgumentException for a value that no server can work with
    public EngineConfig build() {
      return new EngineConfig(
          path,
          pingInterval,
          pingTimeout,
          checkInterval,
          maxPayload,
          maxStrangerPayload,
          upgradeTimeout,
          closeTimeout,
          outboxPackets,
          outboxBytes,
          outboxPatience,
          maxSessions,
          maxStrangers,
          inbound,
          outbound,
          transports,
          cors,
          compressionThreshold,
          gate);
    }
  }
}
