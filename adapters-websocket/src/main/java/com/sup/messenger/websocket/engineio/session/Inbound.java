package com.sup.messenger.websocket.engineio.session;

import com.sup.messenger.listener.turn.Turn;
import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.EngineListener;
import com.sup.messenger.websocket.engineio.packet.Payload;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Delivers what comes from the client to the session's listener, one call at a time.
///
/// The one place where the listener's exceptions end: they close the session.
final class Inbound {
  private static final System.Logger LOGGER = System.getLogger(Inbound.class.getName());

  private final EngineSession session;
  private volatile @Nullable EngineListener listener;

  /// Whether the session has ended, perhaps before it was opened.
  private boolean closed;

  Inbound(EngineSession session) {
    this.session = session;
  }

  /// Asks for the listener, before anything is delivered to it; not if the session has ended.
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

  /// Handles packets that are joined by 0x1E, up to the first that the protocol does not allow;
  /// false if there is one, and the session has ended.
  synchronized boolean payload(String payload) {
    Turn turn = new Turn();
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

  /// Handles one packet; one that the protocol does not allow ends the session.
  synchronized void message(String packet) {
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

  synchronized void binary(byte[] message) {
    if (session.admitPacket(false)) {
      deliver(l -> l.onBinary(message));
    }
  }

  /// Tells the listener the end, after the call that runs now; never blocks.
  void close(CloseReason reason) {
    Thread.startVirtualThread(() -> closeNow(reason));
  }

  void tick(long now) {
    EngineListener current = listener;
    if (current != null) {
      guarded(current, l -> l.onTick(now));
    }
  }

  /// Asks the listener, after the call that runs now, for what another instance needs to go on; if
  /// it can be had, nothing is delivered any more.
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

  /// Whether the listener has been told the end, or has been let go of.
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

  // Never the exception's message: it may quote what a client sent.
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
