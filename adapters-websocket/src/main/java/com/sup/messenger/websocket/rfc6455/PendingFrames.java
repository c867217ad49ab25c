package com.sup.messenger.websocket.rfc6455;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The frames that a connection has to write: a pong first, then those of the source in their
/// order.
///
/// The thread that writes takes them. Other threads may set a pong, and drop the source's frames.
final class PendingFrames {

  // One copy of this size costs less than the writes that it saves.
  private static final int MAX_BATCH_BYTES = 64 * 1024;

  private final FrameSource source;
  private final AtomicReference<byte @Nullable []> pong = new AtomicReference<>();
  private volatile boolean dataDropped;
  private byte @Nullable [] carried;
  private int taken;

  PendingFrames(FrameSource source) {
    this.source = source;
  }

  /// Sets the pong, in place of the one before.
  void pong(byte[] frame) {
    pong.set(frame);
  }

  /// Drops the frames that the source still holds.
  void dropData() {
    dataDropped = true;
  }

  /// Returns the next frames to write at once, or `null` if there are none.
  byte @Nullable [] next() {
    byte[] first = take();
    return first == null ? null : joinWithFollowing(first);
  }

  /// Called when the frames of [#next] have been written.
  void written() {
    source.written(taken);
    taken = carried == null ? 0 : 1;
  }

  private byte[] joinWithFollowing(byte[] first) {
    byte[] next = first.length < MAX_BATCH_BYTES ? take() : null;
    if (next == null) {
      return first;
    }
    List<byte[]> frames = new ArrayList<>();
    frames.add(first);
    int size = first.length;
    while (next != null && size + next.length <= MAX_BATCH_BYTES) {
      frames.add(next);
      size += next.length;
      next = take();
    }
    carried = next;
    return frames.size() == 1 ? first : join(frames, size);
  }

  private byte @Nullable [] take() {
    byte[] frame = pong.get() == null ? null : pong.getAndSet(null);
    if (frame == null) {
      frame = carried;
      carried = null;
    }
    return frame != null || dataDropped ? frame : poll();
  }

  private byte @Nullable [] poll() {
    byte[] frame = source.poll();
    taken += frame == null ? 0 : 1;
    return frame;
  }

  private static byte[] join(List<byte[]> frames, int size) {
    byte[] joined = new byte[size];
    int position = 0;
    for (byte[] frame : frames) {
      System.arraycopy(frame, 0, joined, position, frame.length);
      position += frame.length;
    }
    return joined;
  }
}
