package com.sup.messenger.websocket.rfc6455;

import com.sup.messenger.listener.turn.FairShare;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes all frames of a connection, one thread at a time. Has no thread while there is nothing to
/// write.
///
/// A pong goes first, as soon as the current write is done. Then the source's frames, in their
/// order. The close frame is last, and nothing follows it.
final class FrameWriter {

  private final Consumer<byte[]> out;
  private final PendingFrames frames;
  private final Runnable finish;
  private final Runnable linger;
  private final Runnable cut;
  private final WriterState state = new WriterState();
  private final AtomicReference<@Nullable CloseStatus> close = new AtomicReference<>();
  private volatile boolean peerClosed;
  private volatile boolean failed;
  private volatile boolean closeSent;
  // Only the draining thread touches it. The state orders one drain after another.
  private final FairShare turn = new FairShare();

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
    this.frames = new PendingFrames(source);
    this.finish = finish;
    this.linger = linger;
    this.cut = cut;
  }

  /// Starts to write on a thread of its own. Never blocks.
  void wake() {
    if (state.claim()) {
      Thread.startVirtualThread(this::drain);
    }
  }

  /// Writes on this thread, unless another one writes already.
  void flush() {
    if (state.claim()) {
      drain();
    }
  }

  /// Answers a ping. A pong that still waits is replaced (RFC 6455 section 5.5.3).
  void pong(byte[] payload) {
    frames.pong(ControlFrame.encode(Opcode.PONG, payload));
    wake();
  }

  /// Asks for the close frame.
  ///
  /// @return false if one was asked for before, or the connection has ended
  boolean requestClose(CloseStatus status) {
    return !state.isStopped() && close.compareAndSet(null, status);
  }

  /// Drops the frames that the source still holds.
  void dropData() {
    frames.dropData();
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
    state.stop();
  }

  private void drain() {
    try {
      do {
        state.begin();
        writeAll();
      } while (!state.end());
    } catch (RuntimeException | Error e) {
      FailureLog.log("Writing to a WebSocket failed", e);
      cut.run();
    }
  }

  private void writeAll() {
    // Read before the source: a frame offered before the close must leave before it.
    CloseStatus status = close.get();
    turn.begin();
    byte[] next;
    while (!closeSent && !state.isStopped() && (next = frames.next()) != null) {
      write(next);
      turn.goOn(next.length);
    }
    if (status != null && !closeSent && !state.isStopped()) {
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

  private void write(byte[] bytes) {
    out.accept(bytes);
    frames.written();
  }
}
