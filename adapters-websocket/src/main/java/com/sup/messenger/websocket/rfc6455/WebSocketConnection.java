package com.sup.messenger.websocket.rfc6455;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.helidon.common.buffers.DataReader;
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
  private static final byte[] EMPTY = {};

  private final ConnectionContext context;
  private final DataReader reader;
  private final Duration closeTimeout;
  private final WebSocketListener listener;
  private final FrameWriter writer;
  private final MessageAssembler message;
  private volatile long lastReadNanos = System.nanoTime();
  private volatile @Nullable Future<?> closeDeadline;
  // What the peer has still to send of the frame that is being read; the reading thread's own.
  private long unread;

  /// A connection whose handshake has been [accepted][WebSocketHandshake#accept]; it reads nothing
  /// before [#handle] and writes nothing before [#wake].
  public WebSocketConnection(
      ConnectionContext context,
      WebSocketConfig config,
      FrameSource source,
      WebSocketListener listener) {
    this.context = context;
    this.reader = context.dataReader();
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
  public void terminate() {
    writer.stop();
    if (context.isSecure()) {
      // TLS waits for the write lock to say goodbye, and a writer may hold that for ever.
      Thread.startVirtualThread(
          () -> {
            writer.interrupt();
            closeSocket();
          });
    } else {
      closeSocket();
    }
  }

  /// Reads until the connection has ended; calls the listener; returns normally, always.
  @Override
  public void handle(Limit limit) {
    report(readUntilEnd());
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
    return Duration.ofNanos(System.nanoTime() - lastReadNanos);
  }

  /// The server stops, or the connection has been idle for too long: going away (1001).
  @Override
  public void close(boolean interrupt) {
    close(CloseCode.GOING_AWAY, "");
  }

  private CloseStatus readUntilEnd() {
    try {
      CloseStatus status = readUntilClose();
      writer.peerClosed();
      startClosing(status);
      writer.flush();
      return status;
    } catch (ConnectionFailure failure) {
      LOGGER.log(System.Logger.Level.DEBUG, "WebSocket failed: {0}", failure.getMessage());
      CloseStatus status = new CloseStatus(failure.code(), "");
      writer.dropData();
      startClosing(status);
      writer.flush();
      return status;
    } catch (RuntimeException | Error e) {
      LOGGER.log(
          System.Logger.Level.DEBUG, "WebSocket ended without a close frame: {0}", e.getClass());
      terminate();
      return CloseStatus.ABNORMAL;
    } finally {
      message.clear();
    }
  }

  private CloseStatus readUntilClose() throws ConnectionFailure {
    while (true) {
      FrameHeader header = readHeader();
      header.validate();
      switch (header.opcode()) {
        case Opcode.CLOSE -> {
          return CloseStatus.parse(readControlPayload(header));
        }
        case Opcode.PING -> writer.pong(readControlPayload(header));
        case Opcode.PONG -> readControlPayload(header);
        default -> readData(header);
      }
    }
  }

  private FrameHeader readHeader() {
    FrameHeader header = FrameHeader.read(reader);
    unread = header.length();
    lastReadNanos = System.nanoTime();
    return header;
  }

  private byte[] readControlPayload(FrameHeader header) {
    if (unread == 0) {
      return EMPTY;
    }
    byte[] payload = reader.readBytes((int) unread);
    unread = 0;
    Masking.apply(payload, header.maskingKey(), 0);
    return payload;
  }

  private void readData(FrameHeader header) throws ConnectionFailure {
    message.begin(header);
    while (unread > 0) {
      reader.ensureAvailable();
      byte[] chunk = reader.readBytes((int) Math.min(reader.available(), unread));
      Masking.apply(chunk, header.maskingKey(), header.length() - unread);
      unread -= chunk.length;
      lastReadNanos = System.nanoTime();
      message.append(chunk);
    }
    if (header.fin()) {
      deliver();
    }
  }

  private void deliver() throws ConnectionFailure {
    try {
      message.complete(listener);
    } catch (RuntimeException | Error e) {
      logListenerFailure(e);
      throw new ConnectionFailure(CloseCode.INTERNAL_ERROR, "the listener failed");
    }
  }

  private void report(CloseStatus end) {
    // The server's stop interrupts this thread; the owner's cleaning up is not to be cut short.
    Thread.interrupted();
    try {
      listener.onClose(end.code(), end.reason());
    } catch (RuntimeException | Error e) {
      logListenerFailure(e);
    }
  }

  // TCP with unread bytes is reset when it is closed, and a reset may overtake the close frame: so
  // the peer is heard out, to its own close frame or the deadline.
  private void awaitPeer() {
    try {
      skip(unread);
      while (!writer.isPeerClosed()) {
        FrameHeader header = readHeader();
        skip(header.length());
        if (header.opcode() == Opcode.CLOSE) {
          writer.peerClosed();
        }
      }
      while (!writer.isCloseSent()) {
        reader.ensureAvailable();
        reader.skip(reader.available());
      }
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.TRACE, "TCP ended during the closing handshake");
    }
  }

  private void skip(long bytes) {
    long left = bytes < 0 ? Long.MAX_VALUE : bytes;
    while (left > 0) {
      reader.ensureAvailable();
      int count = (int) Math.min(reader.available(), left);
      reader.skip(count);
      left -= count;
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
      LOGGER.log(System.Logger.Level.DEBUG, "Closing a socket failed: {0}", e.getClass());
    }
  }

  // Never the message of the exception: it may quote what a client sent.
  private static void logListenerFailure(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    LOGGER.log(
        System.Logger.Level.ERROR,
        "A WebSocket listener failed: {0} at {1}",
        e.getClass().getName(),
        trace.length == 0 ? "?" : trace[0]);
  }
}
