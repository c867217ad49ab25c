package com.sup.messenger.bootstrap.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// A load balancer for HTTP/1.1. It gives every request to any instance, even on one connection. A
/// WebSocket stays on the instance of its handshake. An instance that accepts no connection is
/// skipped. If one end closes its connection, the other end's is closed too.
final class RandomBalancer implements AutoCloseable {

  private static final int MAX_HEAD = 64 * 1024;

  private final LoopbackListener listener = new LoopbackListener(this::serve);
  private final Random random;
  private final List<Integer> ports = new CopyOnWriteArrayList<>();

  /// @param seed the seed of the choices; equal seeds give equal choices
  RandomBalancer(long seed, List<Integer> ports) {
    this.random = new Random(seed);
    this.ports.addAll(ports);
    listener.start();
  }

  int port() {
    return listener.port();
  }

  /// Gives an instance no more requests. Existing connections stay.
  void remove(int port) {
    ports.remove((Integer) port);
  }

  void add(int port) {
    ports.add(port);
  }

  private void serve(Socket client) throws IOException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    CompletableFuture<Integer> first = readAhead(in);
    while (first.join() >= 0) {
      first = exchange(client, in, Message.read(first.join(), in));
    }
  }

  /// Forwards one request and its response. Returns the first byte of the next request.
  private CompletableFuture<Integer> exchange(Socket client, InputStream in, Message request)
      throws IOException {
    Socket instance = connect();
    listener.open().add(instance);
    try (instance) {
      instance.getOutputStream().write(request.bytes(in));
      CompletableFuture<Integer> next = readAhead(in);
      CompletableFuture<Void> end = next.thenAccept(b -> closeAtEnd(b, instance));
      InputStream answers = new BufferedInputStream(instance.getInputStream());
      Message response = Message.read(answers.read(), answers);
      client.getOutputStream().write(response.bytes(answers));
      if (response.isUpgrade()) {
        Thread.startVirtualThread(() -> pump(answers, client));
        instance.getOutputStream().write(next.join());
        pump(in, instance);
      } else if (response.closes()) {
        client.close();
      }
      end.complete(null);
      return next;
    } finally {
      listener.open().remove(instance);
    }
  }

  private static void closeAtEnd(int first, Socket instance) {
    if (first < 0) {
      close(instance);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // The balancer was closed.
    }
  }

  /// Reads one byte ahead, and so notices when the client goes away.
  private static CompletableFuture<Integer> readAhead(InputStream in) {
    CompletableFuture<Integer> read = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            read.complete(in.read());
          } catch (IOException _) {
            read.complete(-1);
          }
        });
    return read;
  }

  private static void pump(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One side has closed the connection.
    } finally {
      close(to);
    }
  }

  private Socket connect() throws IOException {
    IOException last = new IOException("no instance");
    for (int attempt = 0; attempt < 20; attempt++) {
      Socket instance = new Socket();
      try {
        instance.setTcpNoDelay(true);
        int port = ports.get(random.nextInt(ports.size()));
        instance.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return instance;
      } catch (IOException e) {
        last = e;
        instance.close();
      }
    }
    throw last;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    listener.open().forEach(RandomBalancer::close);
  }

  /// The head of a request or a response. Its body is not read yet.
  private record Message(String head) {

    static Message read(int first, InputStream in) throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      for (int b = first; ; b = in.read()) {
        if (b < 0 || head.size() > MAX_HEAD) {
          throw new EOFException();
        }
        head.write(b);
        if (b == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
          return new Message(head.toString(ISO_8859_1));
        }
      }
    }

    byte[] bytes(InputStream in) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(head.getBytes(ISO_8859_1));
      int length = Integer.parseInt(header("content-length", "0"));
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException();
      }
      bytes.writeBytes(body);
      return bytes.toByteArray();
    }

    boolean isUpgrade() {
      return head.startsWith("HTTP/1.1 101 ");
    }

    boolean closes() {
      return header("connection", "").equalsIgnoreCase("close");
    }

    private String header(String name, String fallback) {
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse(fallback);
    }
  }
}
