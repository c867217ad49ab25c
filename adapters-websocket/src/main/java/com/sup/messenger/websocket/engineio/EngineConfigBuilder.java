package com.sup.messenger.websocket.engineio;

import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.websocket.engineio.packet.OutboundBudget;
import java.time.Duration;
import java.util.Set;

/// Makes an [EngineConfig]. The parameters of the record say what each value means.
public final class EngineConfigBuilder {
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

  EngineConfigBuilder() {}

  public EngineConfigBuilder path(String path) {
    this.path = path;
    return this;
  }

  public EngineConfigBuilder pingInterval(Duration pingInterval) {
    this.pingInterval = pingInterval;
    return this;
  }

  public EngineConfigBuilder pingTimeout(Duration pingTimeout) {
    this.pingTimeout = pingTimeout;
    return this;
  }

  public EngineConfigBuilder checkInterval(Duration checkInterval) {
    this.checkInterval = checkInterval;
    return this;
  }

  public EngineConfigBuilder maxPayload(int bytes) {
    this.maxPayload = bytes;
    return this;
  }

  public EngineConfigBuilder maxStrangerPayload(int bytes) {
    this.maxStrangerPayload = bytes;
    return this;
  }

  public EngineConfigBuilder upgradeTimeout(Duration upgradeTimeout) {
    this.upgradeTimeout = upgradeTimeout;
    return this;
  }

  public EngineConfigBuilder closeTimeout(Duration closeTimeout) {
    this.closeTimeout = closeTimeout;
    return this;
  }

  public EngineConfigBuilder outbox(int packets, int bytes) {
    this.outboxPackets = packets;
    this.outboxBytes = bytes;
    return this;
  }

  public EngineConfigBuilder outboxPatience(Duration patience) {
    this.outboxPatience = patience;
    return this;
  }

  public EngineConfigBuilder maxSessions(int sessions) {
    this.maxSessions = sessions;
    return this;
  }

  public EngineConfigBuilder maxStrangers(int sessions) {
    this.maxStrangers = sessions;
    return this;
  }

  /// Sets the bounds for all sessions together.
  ///
  /// @param inbound of the bytes received
  /// @param outbound of the bytes to send
  public EngineConfigBuilder budgets(ByteBudget inbound, OutboundBudget outbound) {
    this.inbound = inbound;
    this.outbound = outbound;
    return this;
  }

  public EngineConfigBuilder transports(Set<String> names) {
    this.transports = names;
    return this;
  }

  public EngineConfigBuilder cors(Cors cors) {
    this.cors = cors;
    return this;
  }

  public EngineConfigBuilder compressionThreshold(int bytes) {
    this.compressionThreshold = bytes;
    return this;
  }

  public EngineConfigBuilder gate(EngineGate gate) {
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
