package com.sup.messenger.websocket.rfc6455;

import com.sup.messenger.listener.turn.FairShare;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes all frames of a connection, one thread at a time. Has no thread while there is nothing to
/// write.
///
/// A pong goes first, as soon as the current write is done. Then the source's frames, in their
/// order. The close frame is last, and nothing follows it.
final class FrameWriter {

  // One copy of this size costs less than the writes that it saves.
  private static final int MAX_BATCH_BYTES = 64 * 1024;

  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int BUSY_AGAIN = 2;
  private static final int STOPPED = 3;

  private final Consumer<byte[]> out;
  private final FrameSource source;
  private final Runnable finish;
  private final Runnable linger;
  private final Runnable cut;
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private final AtomicReference<byte @Nullable []> pong = new AtomicReference<>();
  private final AtomicReference<@Nullable CloseStatus> close = new AtomicReference<>();
  private volatile boolean dataDropped;
  private volatile boolean peerClosed;
  private volatile boolean failed;
  private volatile boolean closeSent;
  // Only the draining thread touches it. The state orders one drain after another.
  private final FairShare turn = new FairShare();
  private byte @Nullable [] carried;
  private int taken;

  /// Makes a writer.
  ///
  /// @param out writes bytes; blocks until they are written
  /// @param finish ends the written side of TCP
  /// @param linger run after the close frame of a connection that has failed
  /// @param cut ends TCP at once without blocking: after a failed write, and after the last frame
  ///     of a closing handshake
  FrameWriter(
      Consumer<byte[]> out, FrameSource source, Runnable finish, Runnable linger, Runnable cut) {
    this.out = out;
    this.source = source;
    this.finish = finish;
    this.linger = linger;
    this.cut = cut;
  }

  /// Starts to write on a thread of its own. Never blocks.
  void wake() {
    if (claim()) {
      Thread.startVirtualThread(this::drain);
    }
  }

  /// Writes on this thread, unless another one writes already.
  void flush() {
    if (claim()) {
      drain();
    }
  }

  /// Answers a ping. A pong that still waits is replaced (RFC 6455 section 5.5.3).
  void pong(byte[] payload) {
    pong.set(ControlFrame.encode(Opcode.PONG, payload));
    wake();
  }

  /// Asks for the close frame.
  ///
  /// @return false if one was asked for before, or the connection has ended
  boolean requestClose(CloseStatus status) {
    return state.get() != STOPPED && close.compareAndSet(null, status);
  }

  /// Drops the frames that the source still holds.
  void dropData() {
    dataDropped = true;
  }

  /// Called when the peer's close frame has come. TCP ends with the server's.
  void peerClosed() {
    peerClosed = true;
  }

  /// Fails the connection. It lingers after the close frame.
  ///
  /// @return true if the close frame has already been sent
  boolean fail() {
    failed = true;
    return closeSent;
  }

  boolean isPeerClosed() {
    return peerClosed;
  }

  /// Returns true if TCP has all bytes that are ever written.
  boolean isCloseSent() {
    return closeSent;
  }

  /// Begins no further write.
  void stop() {
    state.set(STOPPED);
  }

  private boolean claim() {
    int now;
    do {
      now = state.get();
      if (now >= BUSY_AGAIN) {
        return false;
      }
    } while (!state.compareAndSet(now, now + 1));
    return now == IDLE;
  }

  private void drain() {
    try {
      do {
        state.compareAndSet(BUSY_AGAIN, BUSY);
        writeAll();
      } while (!state.compareAndSet(BUSY, IDLE) && state.get() != STOPPED);
    } catch (RuntimeException | Error e) {
      FailureLog.log("Writing to a WebSocket failed", e);
      cut.run();
    }
  }

  private void writeAll() {
    // Read before the source: a frame offered before the close must leave before it.
    CloseStatus status = close.get();
    turn.begin();
    byte[] frame;
    while (!closeSent && state.get() != STOPPED && (frame = next()) != null) {
      byte[] frames = joinWithFollowing(frame);
      write(frames);
      turn.goOn(frames.length);
    }
    if (status != null && !closeSent && state.get() != STOPPED) {
      if (status.code() == CloseCode.ABNORMAL) {
        finish.run();
      } else {
        write(status.frame());
      }
      // Before the flags are read: the thread that sets one of them reads this one after that.
      closeSent = true;
      if (peerClosed) {
        cut.run();
      } else if (failed) {
        linger.run();
      }
    }
  }

  private byte[] joinWithFollowing(byte[] first) {
    byte[] next = first.length < MAX_BATCH_BYTES ? next() : null;
    if (next == null) {
      return first;
    }
    List<byte[]> frames = new ArrayList<>();
    frames.add(first);
    int size = first.length;
    while (next != null && size + next.length <= MAX_BATCH_BYTES) {
      frames.add(next);
      size += next.length;
      next = next();
    }
    carried = next;
    return frames.size() == 1 ? first : join(frames, size);
  }

  private byte @Nullable [] next() {
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

  private void write(byte[] bytes) {
    out.accept(bytes);
    source.written(taken);
    taken = carried == null ? 0 : 1;
  }
}
