package com.sup.messenger.websocket.rfc6455;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A Helidon server whose connections echo every message.
final class EchoServer implements AutoCloseable, Http1Upgrader {

  static final int MAX_MESSAGE_BYTES = 1_000_000;

  private final WebServer server;
  private final WebSocketConfig config;
  private final BlockingQueue<Echo> accepted = new LinkedBlockingQueue<>();

  EchoServer(Duration closeTimeout) {
    this(closeTimeout, Tls.builder().enabled(false).build());
  }

  EchoServer(Duration closeTimeout, Tls tls) {
    config = new WebSocketConfig(MAX_MESSAGE_BYTES, closeTimeout);
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .tls(tls)
            .shutdownHook(false)
            .connectionOptions(
                options -> {
                  options.socketSendBufferSize(16_384);
                  if (tls.enabled()) {
                    options.putSocketOption(StandardSocketOptions.SO_LINGER, 1);
                  }
                })
            .addConnectionSelector(
                Http1ConnectionSelector.builder()
                    .config(Http1Config.create())
                    .addUpgrader(this)
                    .build())
            .build()
            .start();
  }

  int port() {
    return server.port();
  }

  /// The server's side of the oldest connection not yet asked for.
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
    Echo echo = new Echo(context, config);
    accepted.add(echo);
    return echo;
  }

  @Override
  public void close() {
    server.stop();
  }

  /// One connection: what it received, how it ended, and the queue that it writes from.
  static final class Echo implements ServerConnection, WebSocketListener {
    final WebSocketConnection connection;
    static final byte[] BROKEN = {};
    final Queue<byte[]> outbox = new ConcurrentLinkedQueue<>();
    final List<String> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger writing = new AtomicInteger();
    private volatile boolean handling;
    volatile Throwable escaped;

    Echo(ConnectionContext context, WebSocketConfig config) {
      connection = new WebSocketConnection(counting(context), config, this::poll, this);
    }

    /// Whether a thread is inside a write to the socket.
    boolean isWriting() {
      return writing.get() > 0;
    }

    boolean hasThreads() {
      return handling || isWriting();
    }

    // A thread of a connection can wait in two places: in handle, for bytes, and in a write.
    private ConnectionContext counting(ConnectionContext context) {
      DataWriter counting =
          proxy(
              DataWriter.class,
              (proxy, method, arguments) -> {
                writing.incrementAndGet();
                try {
                  return method.invoke(context.dataWriter(), arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                } finally {
                  writing.decrementAndGet();
                }
              });
      return proxy(
          ConnectionContext.class,
          (proxy, method, arguments) ->
              method.getName().equals("dataWriter") ? counting : method.invoke(context, arguments));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public void handle(Limit limit) {
      handling = true;
      try {
        connection.handle(limit);
      } catch (Throwable e) {
        escaped = e;
      } finally {
        handling = false;
      }
    }

    @Override
    public Duration idleTime() {
      return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
      connection.close(interrupt);
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
