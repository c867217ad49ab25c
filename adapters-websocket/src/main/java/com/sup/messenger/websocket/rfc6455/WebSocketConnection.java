package com.sup.messenger.websocket.rfc6455;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The server's end of one WebSocket connection (RFC 6455), after the handshake.
///
/// Reads on the connection's own thread; writes on a thread that lives while there is something to
/// write. However the connection ends, the listener hears of it exactly once: at the peer's close
/// frame, at a violation of the protocol, at an exception of the listener (1011), or at the end of
/// TCP. What the source still holds at a peer's close or a violation is not written.
public final class WebSocketConnection implements ServerConnection {

  private static final System.Logger LOGGER = System.getLogger(WebSocketConnection.class.getName());

  private final ConnectionContext context;
  private final FrameReader reader;
  private final Duration closeTimeout;
  private final WebSocketListener listener;
  private final FrameWriter writer;
  private final MessageAssembler message;
  private volatile @Nullable Future<?> closeDeadline;

  /// A connection whose handshake has been [accepted][WebSocketHandshake#accept]; it reads nothing
  /// before [#handle] and writes nothing before [#wake].
  public WebSocketConnection(
      ConnectionContext context,
      WebSocketConfig config,
      FrameSource source,
      WebSocketListener listener) {
    this.context = context;
    this.reader = new FrameReader(context.dataReader());
    this.closeTimeout = config.closeTimeout();
    this.listener = listener;
    this.writer = new FrameWriter(context.dataWriter(), source, this::terminate);
    this.message = new MessageAssembler(config.maxMessageBytes());
  }

  /// Tells that the source has a frame; safe for any thread, never blocks.
  public void wake() {
    writer.wake();
  }

  /// Starts the closing handshake; safe for any thread, never blocks, does nothing from the second
  /// time on.
  ///
  /// What the source holds is written, then a close frame. TCP is cut when the peer has
  /// answered, at the latest after the close time-out, counted from now.
  ///
  /// @param code a code that may be sent (RFC 6455 section 7.4), or [CloseCode#NO_STATUS] for an
  ///     empty close frame
  /// @param reason text for the peer, cut to the 123 bytes that there is room for
  public void close(int code, String reason) {
    if (code != CloseCode.NO_STATUS && !CloseStatus.isSendable(code)) {
      throw new IllegalArgumentException("Not a close code to send: " + code);
    }
    startClosing(new CloseStatus(code, reason));
    writer.wake();
  }

  /// Cuts TCP now, whatever is being written; safe for any thread, never blocks.
  ///
  /// Over TLS the cut of a peer that reads nothing takes until `SO_LINGER` has passed, and never
  /// happens without it: a TLS listener's connections are to have it set, to a second.
  public void terminate() {
    writer.stop();
    if (context.isSecure()) {
      // TLS says goodbye first, and waits for a writer's lock and for room to write in. Where the
      // socket lingers, a second close ends that: it waits for the lock no longer than SO_LINGER,
      // then shuts TCP down. Interrupting instead makes the JDK's TLS recurse until it overflows.
      Thread.startVirtualThread(this::closeSocket);
      Thread.startVirtualThread(this::closeSocket);
    } else {
      closeSocket();
    }
  }

  /// Reads until the connection has ended; calls the listener; returns normally, always.
  @Override
  public void handle(Limit limit) {
    CloseStatus end = CloseStatus.ABNORMAL;
    try {
      end = readUntilEnd();
      writer.dropData();
      startClosing(end);
      // On this thread: a peer that ends TCP right after its close frame still gets its answer.
      writer.flush();
    } catch (RuntimeException | Error e) {
      FailureLog.log("A WebSocket ended without a close frame", e);
      terminate();
    }
    report(end);
    awaitPeer();
    terminate();
    Future<?> deadline = closeDeadline;
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  /// The time since the peer last sent anything, heartbeats included.
  @Override
  public Duration idleTime() {
    return reader.idleTime();
  }

  /// The server stops, or the connection has been idle for too long: going away (1001).
  @Override
  public void close(boolean interrupt) {
    close(CloseCode.GOING_AWAY, "");
  }

  private CloseStatus readUntilEnd() {
    try {
      return readUntilClose();
    } catch (ConnectionFailure failure) {
      LOGGER.log(System.Logger.Level.DEBUG, "A WebSocket fails: {0}", failure.getMessage());
      return new CloseStatus(failure.code(), "");
    } finally {
      message.clear();
    }
  }

  private CloseStatus readUntilClose() throws ConnectionFailure {
    while (true) {
      FrameHeader header = reader.readHeader();
      header.validate();
      switch (header.opcode()) {
        case Opcode.CLOSE -> {
          byte[] payload = reader.readPayload();
          writer.peerClosed();
          return CloseStatus.parse(payload);
        }
        case Opcode.PING -> writer.pong(reader.readPayload());
        case Opcode.PONG -> reader.skipPayload();
        default -> readData(header);
      }
    }
  }

  private void readData(FrameHeader header) throws ConnectionFailure {
    message.begin(header);
    while (reader.hasMore()) {
      message.append(reader.readChunk());
    }
    if (header.fin()) {
      deliver();
    }
  }

  private void deliver() throws ConnectionFailure {
    try {
      message.complete(listener);
    } catch (RuntimeException | Error e) {
      FailureLog.log("A WebSocket listener failed", e);
      throw new ConnectionFailure(CloseCode.INTERNAL_ERROR, "the listener failed");
    }
  }

  private void report(CloseStatus end) {
    // The server's stop interrupts this thread; the owner's cleaning up is not to be cut short.
    Thread.interrupted();
    try {
      listener.onClose(end.code(), end.reason());
    } catch (RuntimeException | Error e) {
      FailureLog.log("A WebSocket listener failed", e);
    }
  }

  // TCP with unread bytes is reset when it is closed, and a reset may overtake the close frame: so
  // the peer is heard out, to its own close frame or the deadline.
  private void awaitPeer() {
    try {
      reader.skipPayload();
      while (!writer.isPeerClosed()) {
        FrameHeader header = reader.readHeader();
        reader.skipPayload();
        if (header.opcode() == Opcode.CLOSE) {
          writer.peerClosed();
        }
      }
      reader.skipUntil(writer::isCloseSent);
    } catch (RuntimeException | Error e) {
      FailureLog.log("TCP ended during the closing handshake", e);
    }
  }

  private void startClosing(CloseStatus status) {
    if (writer.requestClose(status)) {
      closeDeadline =
          ForkJoinPool.commonPool().schedule(this::terminate, closeTimeout.toNanos(), NANOSECONDS);
    }
  }

  private void closeSocket() {
    try {
      context.serverSocket().close();
    } catch (RuntimeException e) {
      FailureLog.log("Closing a socket failed", e);
    }
  }
}
