package com.sup.messenger.websocket.rfc6455;

import io.helidon.common.buffers.DataReader;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Takes frames from the bytes of a connection, header by header and payload as it arrives; blocks
/// while there are none, and for a moment where there are always more.
///
/// Each header's payload is to be read, or skipped, before the next header.
final class FrameReader {

  private static final byte[] EMPTY = {};

  private final DataReader in;
  private final Turn turn = new Turn();
  private volatile long lastReadNanos = System.nanoTime();
  private long length;
  private long unread;
  private int maskingKey;

  FrameReader(DataReader in) {
    this.in = in;
  }

  /// The next frame's header, valid or not.
  FrameHeader readHeader() {
    long before = System.nanoTime();
    FrameHeader header = FrameHeader.read(in);
    turn.tookInput(before);
    length = header.length() < 0 ? Long.MAX_VALUE : header.length();
    unread = length;
    maskingKey = header.maskingKey();
    lastReadNanos = System.nanoTime();
    return header;
  }

  /// The whole payload, unmasked; only for a frame whose length is known to be small.
  byte[] readPayload() {
    return unread == 0 ? EMPTY : read((int) unread);
  }

  /// Whether the payload goes on.
  boolean hasMore() {
    return unread > 0;
  }

  /// What has arrived of the payload, unmasked; at least a byte.
  byte[] readChunk() {
    return read(available());
  }

  /// Throws away what the payload still holds.
  void skipPayload() {
    while (unread > 0) {
      int count = available();
      in.skip(count);
      unread -= count;
    }
  }

  /// Throws away all that comes, until TCP ends or the condition is seen to hold.
  void skipUntil(BooleanSupplier end) {
    while (!end.getAsBoolean()) {
      in.ensureAvailable();
      in.skip(in.available());
    }
  }

  /// The time since something was read.
  Duration idleTime() {
    return Duration.ofNanos(System.nanoTime() - lastReadNanos);
  }

  private int available() {
    in.ensureAvailable();
    return (int) Math.min(in.available(), unread);
  }

  private byte[] read(int count) {
    byte[] bytes = in.readBytes(count);
    Masking.apply(bytes, maskingKey, length - unread);
    unread -= count;
    lastReadNanos = System.nanoTime();
    return bytes;
  }
}
