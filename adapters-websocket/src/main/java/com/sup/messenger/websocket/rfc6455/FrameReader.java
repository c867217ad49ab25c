package com.sup.messenger.websocket.rfc6455;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads frames from the bytes of a connection: header by header, and the payload as far as it has
/// arrived.
///
/// Read each header's payload before the next header. Between two calls of [#add] it keeps only
/// bytes that were not taken: part of a header, or of a control frame's payload.
final class FrameReader {

  private static final byte[] EMPTY = {};

  private ByteBuffer in = ByteBuffer.wrap(EMPTY);
  private long length;
  private long unread;
  private int maskingKey;

  /// Adds further bytes.
  void add(byte[] bytes) {
    if (in.hasRemaining()) {
      in = ByteBuffer.allocate(in.remaining() + bytes.length).put(in).put(bytes).flip();
    } else {
      in = ByteBuffer.wrap(bytes);
    }
  }

  /// Keeps only the bytes that were not taken, in an array of their own.
  void compact() {
    byte[] rest = in.hasRemaining() ? take(in.remaining()) : EMPTY;
    in = ByteBuffer.wrap(rest);
  }

  /// Returns the next frame's header, valid or not, or `null` until it is whole.
  @Nullable FrameHeader readHeader() {
    FrameHeader header = FrameHeader.read(in);
    if (header != null) {
      length = header.length() < 0 ? Long.MAX_VALUE : header.length();
      unread = length;
      maskingKey = header.maskingKey();
    }
    return header;
  }

  /// Returns the whole payload, unmasked, or `null` until it is whole. Call it only for a frame
  /// whose length is known to be small.
  byte @Nullable [] readPayload() {
    return in.remaining() < unread ? null : read((int) unread);
  }

  /// Returns true if some of the payload has not been read.
  boolean hasMore() {
    return unread > 0;
  }

  /// Returns the part of the payload that has arrived, unmasked. It may be empty.
  byte[] readChunk() {
    return read((int) Math.min(in.remaining(), unread));
  }

  /// Drops all bytes that have arrived.
  void skipAll() {
    in.position(in.limit());
  }

  private byte[] read(int count) {
    if (count == 0) {
      return EMPTY;
    }
    byte[] bytes = take(count);
    Masking.apply(bytes, maskingKey, length - unread);
    unread -= count;
    return bytes;
  }

  private byte[] take(int count) {
    byte[] bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }
}
