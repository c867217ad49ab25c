package com.sup.messenger.websocket.rfc6455;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.TestListeners;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/// A listener whose connections echo every message.
final class EchoServer implements AutoCloseable, Http1Upgrader {

  static final int MAX_MESSAGE_BYTES = 1_000_000;

  private final Listener server;
  private final WebSocketConfig config;
  private final BlockingQueue<Echo> accepted = new LinkedBlockingQueue<>();

  EchoServer(Duration closeTimeout) {
    this(closeTimeout, Optional.empty());
  }

  EchoServer(Duration closeTimeout, Optional<SSLContext> tls) {
    config = new WebSocketConfig(MAX_MESSAGE_BYTES, MAX_MESSAGE_BYTES, closeTimeout);
    server =
        TestListeners.open(
            TestListeners.settings(0, 10_000, Deadlines.DEFAULT, tls),
            TestListeners.http(HttpRouting.builder(), this));
  }

  int port() {
    return server.port();
  }

  int connections() {
    return server.connections();
  }

  /// Returns the server's side of the oldest connection that was not returned before.
  Echo accepted() throws InterruptedException {
    Echo echo = accepted.poll(10, TimeUnit.SECONDS);
    if (echo == null) {
      throw new AssertionError("no connection was accepted");
    }
    return echo;
  }

  @Override
  public String supportedProtocol() {
    return "websocket";
  }

  @Override
  public ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    if (!WebSocketHandshake.isValid(prologue, headers)) {
      return null;
    }
    WebSocketHandshake.accept(context, headers, HeaderValues.create("X-Extra", "yes"));
    Echo echo = new Echo((TcpConnection) context, config);
    accepted.add(echo);
    throw echo.connection.start();
  }

  @Override
  public void close() {
    server.close();
  }

  /// One connection: its messages, its end, and the queue that it writes from.
  static final class Echo implements WebSocketListener {
    final WebSocketConnection connection;
    static final byte[] BROKEN = {};
    final Queue<byte[]> outbox = new ConcurrentLinkedQueue<>();
    final List<String> ends = new CopyOnWriteArrayList<>();

    Echo(TcpConnection connection, WebSocketConfig config) {
      this.connection = new WebSocketConnection(connection, config, this::poll, this);
    }

    /// Returns true if a thread is inside a write to the socket.
    boolean isWriting() {
      return connection.connection().isWriting();
    }

    boolean hasThreads() {
      return connection.connection().isWorking();
    }

    private byte[] poll() {
      byte[] frame = outbox.poll();
      if (frame == BROKEN) {
        throw new IllegalStateException("secret");
      }
      return frame;
    }

    void send(int firstByte, byte[] payload) {
      outbox.add(unmasked(firstByte, payload));
      connection.wake();
    }

    @Override
    public void onText(String message) {
      if (message.equals("fail")) {
        throw new IllegalStateException("secret");
      }
      if (message.equals("overflow")) {
        throw new StackOverflowError("secret");
      }
      send(0x81, message.getBytes(UTF_8));
    }

    @Override
    public void onBinary(byte[] message) {
      send(0x82, message);
    }

    @Override
    public void onClose(int code, String reason) {
      ends.add(code + " " + reason);
      if (reason.equals("fail")) {
        throw new IllegalStateException("secret");
      }
    }
  }

  static byte[] unmasked(int firstByte, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(10 + payload.length).put((byte) firstByte);
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else if (payload.length < 65_536) {
      frame.put((byte) 126).putShort((short) payload.length);
    } else {
      frame.put((byte) 127).putLong(payload.length);
    }
    byte[] bytes = new byte[frame.put(payload).flip().remaining()];
    frame.get(bytes);
    return bytes;
  }
}
