package com.sup.messenger.websocket.engineio.packet;

/// The packets of Engine.IO v4 that carry no message and no data.
public final class ControlPackets {

  /// Ends the session.
  public static final OutboundMessage CLOSE = OutboundMessage.packet('1', "");

  /// Asks for a pong.
  public static final OutboundMessage PING = OutboundMessage.packet('2', "");

  /// Releases a poll that has nothing else to bring.
  public static final OutboundMessage NOOP = OutboundMessage.packet('6', "");

  private ControlPackets() {}
}
