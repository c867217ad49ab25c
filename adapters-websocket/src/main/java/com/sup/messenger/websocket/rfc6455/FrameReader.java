package com.sup.messenger.websocket.rfc6455;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Takes frames from the bytes of a connection as they come: header by header, and payload as far
/// as it is there.
///
/// Each header's payload is to be read before the next header. Between two calls of
/// [#add] it keeps only what has not been taken: part of a header, or of a control frame's payload.
final class FrameReader {

  private static final byte[] EMPTY = {};

  private ByteBuffer in = ByteBuffer.wrap(EMPTY);
  private long length;
  private long unread;
  private int maskingKey;

  /// Goes on with further bytes.
  void add(byte[] bytes) {
    if (in.hasRemaining()) {
      in = ByteBuffer.allocate(in.remaining() + bytes.length).put(in).put(bytes).flip();
    } else {
      in = ByteBuffer.wrap(bytes);
    }
  }

  /// Keeps only what has not been taken, in an array of its own.
  void compact() {
    byte[] rest = in.hasRemaining() ? take(in.remaining()) : EMPTY;
    in = ByteBuffer.wrap(rest);
  }

  /// The next frame's header, valid or not; nothing until it is there whole.
  @Nullable FrameHeader readHeader() {
    FrameHeader header = FrameHeader.read(in);
    if (header != null) {
      length = header.length() < 0 ? Long.MAX_VALUE : header.length();
      unread = length;
      maskingKey = header.maskingKey();
    }
    return header;
  }

  /// The whole payload, unmasked, only for a frame whose length is known to be small; nothing until
  /// it is there whole.
  byte @Nullable [] readPayload() {
    return in.remaining() < unread ? null : read((int) unread);
  }

  /// Whether the payload goes on.
  boolean hasMore() {
    return unread > 0;
  }

  /// What is there of the payload, unmasked; may be nothing.
  byte[] readChunk() {
    return read((int) Math.min(in.remaining(), unread));
  }

  /// Throws away all that is there.
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
