package com.sup.messenger.websocket.rfc6455;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.listener.Upgraded;
import com.sup.messenger.listener.turn.FairShare;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The server's end of one WebSocket connection (RFC 6455), after the handshake.
///
/// Has a thread only while there is something to read or to write. The listener hears of the end
/// exactly once. An end is the peer's close frame, a violation of the protocol, an exception of the
/// listener (1011), or the end of TCP. After a peer's close or a violation the source's frames are
/// not written.
///
/// A peer that breaks the protocol gets a close frame, then the end of TCP on this side (RFC 6455
/// section 7.1.7). The server waits for no close frame, because it cannot find one after a broken
/// frame. TCP ends when the peer ends it, at the latest a second later.
public final class WebSocketConnection implements Upgraded {

  private static final System.Logger LOGGER = System.getLogger(WebSocketConnection.class.getName());

  /// The time that a peer may still send after it has broken the protocol, as in the listener after
  /// its last answer. TCP with unread bytes is reset, and that may overtake the close frame.
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final TcpConnection connection;
  private final WebSocketConfig config;
  private final WebSocketListener listener;
  private final FrameReader reader = new FrameReader();
  private final FrameWriter writer;
  private final MessageAssembler message;
  private @Nullable FrameHeader frame;
  private boolean ended;
  private final CloseDeadline closeDeadline = new CloseDeadline(this::terminate);

  /// Makes a connection whose handshake has been [accepted][WebSocketHandshake#accept]. It reads
  /// nothing before [#start] and writes nothing before [#wake].
  public WebSocketConnection(
      TcpConnection connection,
      WebSocketConfig config,
      FrameSource source,
      WebSocketListener listener) {
    this.connection = connection;
    this.config = config;
    this.listener = listener;
    this.writer =
        new FrameWriter(
            connection::write, source, connection::finish, this::linger, this::terminate);
    this.message = new MessageAssembler(this::maxMessageBytes, connection.account());
  }

  private int maxMessageBytes() {
    return connection.isTrusted() ? config.maxMessageBytes() : config.maxStrangerBytes();
  }

  /// Starts to read from the connection. The caller must throw the returned exception.
  public CloseConnectionException start() {
    return connection.upgrade(this);
  }

  /// Returns the connection under it.
  public TcpConnection connection() {
    return connection;
  }

  /// Called when the source has a frame. Safe for any thread, never blocks.
  public void wake() {
    writer.wake();
  }

  /// Starts the closing handshake. Safe for any thread, never blocks. Does nothing from the second
  /// time on.
  ///
  /// The source's frames are written, then a close frame. TCP is cut when the peer has answered, at
  /// the latest after the close time-out, counted from now.
  ///
  /// @param code a code that may be sent (RFC 6455 section 7.4), or [CloseCode#NO_STATUS] for an
  ///     empty close frame
  /// @param reason text for the peer, cut to the 123 bytes of a close frame
  public void close(int code, String reason) {
    if (code != CloseCode.NO_STATUS && !CloseStatus.isSendable(code)) {
      throw new IllegalArgumentException("Not a close code to send: " + code);
    }
    startClosing(new CloseStatus(code, reason));
    writer.wake();
  }

  /// Ends without a closing handshake. Safe for any thread, never blocks. Does nothing after
  /// [#close].
  ///
  /// The source's frames are written, then TCP ends on this side, and is cut as by [#close]. A
  /// client that must come back notices that at once. At a close frame OkHttp stops reading, and
  /// leaves the end of the connection to its application. Socket.IO's client for Java does not end
  /// it, and notices only when pings do not come.
  public void leave() {
    startClosing(CloseStatus.ABNORMAL);
    writer.wake();
  }

  /// Cuts TCP now, even during a write. Safe for any thread, never blocks.
  public void terminate() {
    writer.stop();
    connection.cut();
  }

  @Override
  public void received(byte[] bytes, FairShare turn) {
    try {
      reader.add(bytes);
      readMessages(turn);
      if (ended) {
        readToEnd();
      }
      reader.compact();
    } catch (RuntimeException | Error e) {
      FailureLog.log("A WebSocket ended without a close frame", e);
      terminate();
    }
  }

  @Override
  public void ended() {
    terminate();
    if (!ended) {
      ended = true;
      message.clear();
      report(CloseStatus.ABNORMAL);
    }
    closeDeadline.cancel();
  }

  private void readMessages(FairShare turn) {
    try {
      while (!ended && readFrame()) {
        turn.goOn();
      }
    } catch (ConnectionFailure failure) {
      LOGGER.log(System.Logger.Level.DEBUG, "A WebSocket fails: {0}", failure.getMessage());
      if (writer.fail()) {
        linger();
      }
      end(new CloseStatus(failure.code(), ""));
    }
  }

  /// Reads a frame.
  ///
  /// @return true if it has been read to its end
  private boolean readFrame() throws ConnectionFailure {
    if (frame == null) {
      frame = reader.readHeader();
      if (frame == null) {
        return false;
      }
      frame.validate();
      if (!frame.isControl()) {
        message.begin(frame);
      }
    }
    boolean whole = frame.isControl() ? readControl(frame) : readData(frame);
    frame = whole ? null : frame;
    return whole;
  }

  private boolean readControl(FrameHeader header) throws ConnectionFailure {
    byte[] payload = reader.readPayload();
    if (payload == null) {
      return false;
    }
    if (header.opcode() == Opcode.CLOSE) {
      CloseStatus status = CloseStatus.parse(payload);
      writer.peerClosed();
      end(status);
    } else if (header.opcode() == Opcode.PING) {
      writer.pong(payload);
    }
    return true;
  }

  private boolean readData(FrameHeader header) throws ConnectionFailure {
    message.append(reader.readChunk());
    if (reader.hasMore()) {
      return false;
    }
    if (header.fin()) {
      deliver();
    }
    return true;
  }

  private void deliver() throws ConnectionFailure {
    try {
      message.complete(listener);
    } catch (RuntimeException | Error e) {
      FailureLog.log("A WebSocket listener failed", e);
      throw new ConnectionFailure(CloseCode.INTERNAL_ERROR, "the listener failed");
    }
  }

  private void end(CloseStatus status) {
    ended = true;
    message.clear();
    writer.dropData();
    startClosing(status);
    // On this thread: a peer that ends TCP right after its close frame still gets its answer.
    writer.flush();
    report(status);
  }

  private void report(CloseStatus end) {
    try {
      listener.onClose(end.code(), end.reason());
    } catch (RuntimeException | Error e) {
      FailureLog.log("A WebSocket listener failed", e);
    }
  }

  private void readToEnd() {
    reader.skipAll();
    if (writer.isPeerClosed() && writer.isCloseSent()) {
      terminate();
    }
  }

  private void startClosing(CloseStatus status) {
    if (writer.requestClose(status)) {
      closeDeadline.cutAfter(config.closeTimeout());
    }
  }

  // Called when the close frame has been written.
  private void linger() {
    try {
      connection.finish();
      closeDeadline.cutAfter(LINGER);
    } catch (ServerConnectionException e) {
      terminate();
    }
  }
}
