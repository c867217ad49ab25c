package com.sup.messenger.websocket.engineio.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/// A message to clients, encoded once and shared by every session that it goes to; immutable.
public final class OutboundMessage {

  private static final int TEXT_FRAME = 0x81;
  private static final int BINARY_FRAME = 0x82;

  /// When it may be dropped.
  public enum Loss {
    NEVER,
    IF_SLOW,
    UNLESS_WRITABLE
  }

  private final byte[] frame;
  private final int payloadStart;
  private final boolean binary;
  private final Loss loss;

  /// In how many outboxes the frame waits.
  private final AtomicInteger waiting;

  private OutboundMessage(
      byte[] frame, int payloadStart, boolean binary, Loss loss, AtomicInteger waiting) {
    this.waiting = waiting;
    this.frame = frame;
    this.payloadStart = payloadStart;
    this.binary = binary;
    this.loss = loss;
  }

  /// A text message.
  public static OutboundMessage text(String data) {
    return packet('4', data);
  }

  /// A binary message.
  public static OutboundMessage binary(byte[] data) {
    return of(data, true, Loss.NEVER);
  }

  /// A message out of what [#payload()], [#isBinary()] and [#loss()] say of it.
  public static OutboundMessage of(byte[] payload, boolean binary, Loss loss) {
    byte[] frame = new byte[headerLength(payload.length) + payload.length];
    int start = writeHeader(frame, binary ? BINARY_FRAME : TEXT_FRAME, payload.length);
    System.arraycopy(payload, 0, frame, start, payload.length);
    return new OutboundMessage(frame, start, binary, loss, new AtomicInteger());
  }

  /// An Engine.IO packet of any type.
  public static OutboundMessage packet(char type, String data) {
    byte[] payload = data.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[headerLength(payload.length + 1) + payload.length + 1];
    int start = writeHeader(frame, TEXT_FRAME, payload.length + 1);
    frame[start] = (byte) type;
    System.arraycopy(payload, 0, frame, start + 1, payload.length);
    return new OutboundMessage(frame, start, false, Loss.NEVER, new AtomicInteger());
  }

  /// The same message, to be dropped rather than wait for a client that cannot take it now.
  public OutboundMessage droppable() {
    return new OutboundMessage(frame, payloadStart, binary, Loss.UNLESS_WRITABLE, waiting);
  }

  /// The same message, to be dropped rather than wait for a slow client; it does wait for one that
  /// is between two polls.
  public OutboundMessage droppableIfSlow() {
    return new OutboundMessage(frame, payloadStart, binary, Loss.IF_SLOW, waiting);
  }

  /// Whether the message may be dropped.
  public boolean isDroppable() {
    return loss != Loss.NEVER;
  }

  /// Whether the message, if it may be dropped, waits for the next poll.
  public boolean awaitsPoll() {
    return loss == Loss.IF_SLOW;
  }

  /// The whole unmasked WebSocket frame; shared, not to be changed.
  public byte[] frame() {
    return frame;
  }

  /// It waits in one more outbox.
  void waits(OutboundBudget budget) {
    if (waiting.getAndIncrement() == 0) {
      budget.count(frame.length);
    }
  }

  /// It does not wait in one of them any more.
  void waitsNoMore(OutboundBudget budget) {
    if (waiting.decrementAndGet() == 0) {
      budget.count(-frame.length);
    }
  }

  public boolean isBinary() {
    return binary;
  }

  public Loss loss() {
    return loss;
  }

  /// What stands in the frame: the bytes of a binary message, a packet otherwise.
  public byte[] payload() {
    return Arrays.copyOfRange(frame, payloadStart, frame.length);
  }

  /// The length of [#pollingPacket()].
  int pollingLength() {
    int length = frame.length - payloadStart;
    return binary ? 1 + (length + 2) / 3 * 4 : length;
  }

  /// The packet as it stands in a polling body (Engine.IO v4, "HTTP long-polling": `b` and base64
  /// for binary).
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

  private static int headerLength(int length) {
    return length < 126 ? 2 : length < 65_536 ? 4 : 10;
  }

  private static int writeHeader(byte[] frame, int firstByte, int length) {
    frame[0] = (byte) firstByte;
    if (length < 126) {
      frame[1] = (byte) length;
      return 2;
    }
    if (length < 65_536) {
      frame[1] = 126;
      frame[2] = (byte) (length >> 8);
      frame[3] = (byte) length;
      return 4;
    }
    frame[1] = 127;
    for (int i = 0; i < 4; i++) {
      frame[6 + i] = (byte) (length >>> (24 - 8 * i));
    }
    return 10;
  }
}
