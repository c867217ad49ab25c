package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.listener.ByteBudget;
import com.sup.messenger.listener.turn.FairShare;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineListener;
import com.sup.messenger.websocket.engineio.packet.Payload;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Delivers packets from the client to the session's listener, one call at a time.
///
/// Catches all exceptions of the listener. They end the session.
final class Inbound {
  private static final System.Logger LOGGER = System.getLogger(Inbound.class.getName());

  private static final long MOMENT_MILLIS = 100;

  private final EngineSession session;
  private volatile @Nullable EngineListener listener;

  /// True if the session has ended, perhaps before it was opened.
  private boolean closed;

  private volatile long receivedAt;

  Inbound(EngineSession session) {
    this.session = session;
  }

  /// Gets the listener, before anything is delivered to it. Does nothing if the session has ended.
  synchronized void open(Supplier<EngineListener> application) {
    if (closed) {
      return;
    }
    try {
      listener = application.get();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /// Handles packets that are joined by 0x1E, after those before them, on a thread of its own.
  ///
  /// Waits until they are handled, but no longer than a moment after their turn has come. So a slow
  /// packet holds up at most one more body. A client moves to a WebSocket after the answer to its
  /// POST, and keeps its packets to itself until then.
  ///
  /// @param received when they were received, by `nanoTime`
  /// @return false if one is known to break the protocol, which ends the session; the packets
  ///     before it are handled
  boolean payload(String payload, long received) {
    ByteBudget.Account held = session.account();
    held.hold(payload.length());
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> allowed = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            allowed.complete(handle(payload, received, begun));
          } finally {
            held.releaseAll();
            begun.countDown();
            allowed.complete(false);
          }
        });
    try {
      begun.await();
      return allowed.get(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return true;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized boolean handle(String payload, long received, CountDownLatch begun) {
    begun.countDown();
    receivedAt = received;
    FairShare turn = new FairShare();
    int start = 0;
    int end;
    do {
      turn.goOn();
      end = payload.indexOf(Payload.SEPARATOR, start);
      if (!packet(payload.substring(start, end < 0 ? payload.length() : end))) {
        session.end(CloseReason.PARSE_ERROR);
        return false;
      }
      start = end + 1;
    } while (end >= 0);
    return true;
  }

  /// Handles one packet. The session ends if it breaks the protocol.
  ///
  /// @param received when it was received, by `nanoTime`, or a moment before
  synchronized void message(String packet, long received) {
    receivedAt = received;
    if (!packet(packet)) {
      session.end(CloseReason.PARSE_ERROR);
    }
  }

  private boolean packet(String packet) {
    if (packet.isEmpty()) {
      return false;
    }
    char type = packet.charAt(0);
    if (!session.admitPacket(type == '3')) {
      return true;
    }
    switch (type) {
      case '4' -> deliver(l -> l.onText(packet.substring(1)));
      case 'b' -> {
        return base64(packet.substring(1));
      }
      case '1' -> session.endByClient();
      case '0', '3', '5', '6' -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  synchronized void binary(byte[] message, long received) {
    receivedAt = received;
    if (session.admitPacket(false)) {
      deliver(l -> l.onBinary(message));
    }
  }

  /// Returns when the packet that is handled now was received, by `nanoTime`, or a moment before.
  long receivedAt() {
    return receivedAt;
  }

  /// Calls the listener with the end, after the call that runs now. Never blocks.
  void close(CloseReason reason) {
    Thread.startVirtualThread(() -> closeNow(reason));
  }

  void tick(long now) {
    EngineListener current = listener;
    if (current != null) {
      guarded(current, l -> l.onTick(now));
    }
  }

  /// Asks the listener for its state, after the call that runs now. If there is one, nothing is
  /// delivered any more.
  synchronized Optional<byte[]> handOver() {
    EngineListener current = listener;
    if (current == null) {
      return Optional.empty();
    }
    try {
      Optional<byte[]> state = current.onHandOver();
      if (state.isPresent()) {
        listener = null;
      }
      return state;
    } catch (RuntimeException | Error e) {
      fail(e);
      return Optional.empty();
    }
  }

  private void closeNow(CloseReason reason) {
    synchronized (this) {
      closed = true;
      deliver(l -> l.onClose(reason));
      listener = null;
    }
    session.releaseIfOver();
  }

  /// Returns true if the listener knows the end, or has let go of the session.
  boolean isOver() {
    return listener == null;
  }

  private boolean base64(String text) {
    byte[] message;
    try {
      message = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
    deliver(l -> l.onBinary(message));
    return true;
  }

  private void deliver(Consumer<EngineListener> call) {
    EngineListener current = listener;
    if (current != null) {
      guarded(current, call);
    }
  }

  private void guarded(EngineListener target, Consumer<EngineListener> call) {
    try {
      call.accept(target);
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  // Never the exception's message: it may quote the client.
  private void fail(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    LOGGER.log(
        System.Logger.Level.ERROR,
        "A listener failed: {0} at {1}",
        e.getClass().getName(),
        trace.length == 0 ? "?" : trace[0]);
    session.end(CloseReason.FORCED_CLOSE);
  }
}
