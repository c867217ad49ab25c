package com.sup.messenger.websocket.engineio.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/// A message to clients, encoded once and shared by all its sessions. Immutable.
public final class OutboundMessage {

  /// The condition under which a message may be dropped.
  public enum Loss {
    NEVER,
    IF_SLOW
  }

  private final byte[] frame;
  private final int payloadStart;
  private final boolean binary;
  private final Loss loss;

  /// The number of outboxes where the frame waits.
  private final AtomicInteger waiting;

  private OutboundMessage(
      byte[] frame, int payloadStart, boolean binary, Loss loss, AtomicInteger waiting) {
    this.waiting = waiting;
    this.frame = frame;
    this.payloadStart = payloadStart;
    this.binary = binary;
    this.loss = loss;
  }

  /// Makes a text message.
  public static OutboundMessage text(String data) {
    return packet('4', data);
  }

  /// Makes a binary message.
  public static OutboundMessage binary(byte[] data) {
    return of(data, true, Loss.NEVER);
  }

  /// Makes a message from its [#payload()], [#isBinary()] and [#loss()].
  public static OutboundMessage of(byte[] payload, boolean binary, Loss loss) {
    byte[] frame = new byte[FrameHead.length(payload.length) + payload.length];
    int start = FrameHead.write(frame, binary, payload.length);
    System.arraycopy(payload, 0, frame, start, payload.length);
    return new OutboundMessage(frame, start, binary, loss, new AtomicInteger());
  }

  /// Makes an Engine.IO packet of any type.
  public static OutboundMessage packet(char type, String data) {
    byte[] payload = data.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[FrameHead.length(payload.length + 1) + payload.length + 1];
    int start = FrameHead.write(frame, false, payload.length + 1);
    frame[start] = (byte) type;
    System.arraycopy(payload, 0, frame, start + 1, payload.length);
    return new OutboundMessage(frame, start, false, Loss.NEVER, new AtomicInteger());
  }

  /// Returns the same message, to be dropped if a client is slow. It does wait for a client that is
  /// between two polls.
  public OutboundMessage droppableIfSlow() {
    return new OutboundMessage(frame, payloadStart, binary, Loss.IF_SLOW, waiting);
  }

  /// Returns true if the message may be dropped.
  public boolean isDroppable() {
    return loss != Loss.NEVER;
  }

  /// Returns the whole unmasked WebSocket frame. It is shared: do not change it.
  public byte[] frame() {
    return frame;
  }

  /// Counts one more outbox where the message waits.
  void waits(OutboundBudget budget) {
    if (waiting.getAndIncrement() == 0) {
      budget.count(frame.length);
    }
  }

  /// Counts one outbox less where the message waits.
  void waitsNoMore(OutboundBudget budget) {
    if (waiting.decrementAndGet() == 0) {
      budget.count(-frame.length);
    }
  }

  /// Returns true for a binary message.
  public boolean isBinary() {
    return binary;
  }

  /// Returns the condition under which the message may be dropped.
  public Loss loss() {
    return loss;
  }

  /// Returns the bytes in the frame: those of a binary message, else a packet.
  public byte[] payload() {
    return Arrays.copyOfRange(frame, payloadStart, frame.length);
  }

  /// Returns the length of [#pollingPacket()].
  int pollingLength() {
    int length = frame.length - payloadStart;
    return binary ? 1 + (length + 2) / 3 * 4 : length;
  }

  /// Returns the packet for a polling body (Engine.IO v4, "HTTP long-polling": `b` and base64 for
  /// binary).
  byte[] pollingPacket() {
    byte[] payload = payload();
    if (!binary) {
      return payload;
    }
    byte[] base64 = Base64.getEncoder().encode(payload);
    byte[] packet = new byte[base64.length + 1];
    packet[0] = 'b';
    System.arraycopy(base64, 0, packet, 1, base64.length);
    return packet;
  }
}
